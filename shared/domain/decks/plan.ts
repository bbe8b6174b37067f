import type { Clock } from '../../kernel/clock.ts';
import { askJson } from '../models/ask-json.ts';
import type { TextModel, TextRequest } from '../models/ports.ts';
import { deckPrompt, deckSystem } from '../prompts/deck.ts';
import { readPlan } from './read-plan.ts';
import type { DeckInput, DeckPlan } from './types.ts';

/** Tokens of a plan's frame, and of what a section may have: three slides with notes. */
const FRAME = 500;
const SECTION = 2000;
const USUAL_SECTIONS = 6;

export interface PlanOptions extends Pick<TextRequest, 'timeoutMs' | 'signal'> {
  /** The model's own limit of tokens, if it has one. */
  maxTokens?: number;
  clock: Clock;
}

/**
 * A deck's plan from a text model: exactly the outline's sections, by the outline's own names where these are short enough.
 * Faults: the model's, and `ai.unavailable` when twice there was no plan in its answer.
 */
export async function planDeck(model: TextModel, input: DeckInput, { maxTokens, clock, ...limits }: PlanOptions): Promise<DeckPlan> {
  const { outline = [] } = input;
  const tokens = FRAME + SECTION * (outline.length || USUAL_SECTIONS);
  const request = {
    ...limits,
    system: deckSystem,
    prompt: deckPrompt(input),
    temperature: 0.5,
    maxTokens: Math.min(tokens, maxTokens ?? Number.POSITIVE_INFINITY),
  };
  return askJson(model, request, clock, readPlan(input));
}
