import type { Clock } from '../../kernel/clock.ts';
import { isFault } from '../../kernel/fault.ts';
import { askJson } from '../models/ask-json.ts';
import { type Found, field, list, text } from '../models/json.ts';
import type { TextModel, TextRequest } from '../models/ports.ts';
import { clipPrompt, shotsPrompt, shotsSystem } from '../prompts/film.ts';
import type { Slot } from './split.ts';

/** One clip to order from a video model. */
export interface Shot extends Slot {
  prompt: string;
}

export interface ShotOptions extends Pick<TextRequest, 'timeoutMs' | 'signal'> {
  clock: Clock;
  /** Hears that the text model couldn't help, and why. */
  onFault: (error: unknown) => void;
}

const PROMPT = 1200;
const LOOK = 600;

/**
 * What each clip shows. A text model turns the script into shots that look alike; without one, or when it fails, the script itself is
 * divided among the clips by its sentences: a film that is put together more simply is better than none, and the video model understands
 * a script too. A refusal is no failure: what one model refuses is not given to the next.
 */
export async function planShots(
  model: TextModel | undefined,
  script: string,
  slots: readonly Slot[],
  options: ShotOptions,
): Promise<Shot[]> {
  const { clock, onFault, ...limits } = options;
  const plain = (): Shot[] => divided(script, slots.length).map((part, index) => shotOf(slots[index]!, part));
  if (!model || slots.length === 0) return plain();
  const request = {
    ...limits,
    system: shotsSystem,
    prompt: shotsPrompt(script, slots),
    temperature: 0.6,
    maxTokens: 500 + 500 * slots.length,
  };
  try {
    const { look, shots } = await askJson(model, request, clock, readShots(slots.length));
    return shots.map((shot, index) => shotOf(slots[index]!, shot, look));
  } catch (error) {
    if (!isFault(error) || isFault(error, 'ai.refused')) throw error;
    onFault(error);
    return plain();
  }
}

const shotOf = (slot: Slot, content: string, look = ''): Shot => ({ ...slot, prompt: clipPrompt(content, look, slot.seconds) });

const readShots = (count: number) => (found: Found) => ({
  look: text(field(found, 'look'), LOOK, { optional: true }),
  shots: list(field(found, 'shots'), count, count, (shot) => text(field(shot, 'prompt'), PROMPT)),
});

/** The script in `count` parts of about the same length that end where sentences do; an empty part shows what the one before showed. */
export function divided(script: string, count: number): string[] {
  const sentences = script.match(/[^。！？!?\n]+[。！？!?]*/gu)?.flatMap((sentence) => sentence.trim() || []) ?? [];
  const whole = sentences.reduce((sum, { length }) => sum + length, 0);
  const parts: string[] = Array.from({ length: count }, () => '');
  let before = 0;
  for (const sentence of sentences) {
    const middle = before + sentence.length / 2;
    parts[Math.min(count - 1, Math.floor((middle * count) / whole))] += sentence;
    before += sentence.length;
  }
  let shown = parts.find((part) => part !== '') ?? script;
  return parts.map((part) => {
    shown = part || shown;
    return shown;
  });
}
