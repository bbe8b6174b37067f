import type { Clock } from '../../kernel/clock.ts';
import { fail } from '../../kernel/fault.ts';
import { material } from '../prompts/material.ts';
import { type Found, jsonIn, Unreadable } from './json.ts';
import type { TextModel, TextRequest } from './ports.ts';

/**
 * Asks a text model for JSON and reads it. An answer that can't be read goes back to the model once, with what is wrong with it; a second
 * one ends in `ai.unavailable`, for a third would most likely be no better. Both calls together take at most `timeoutMs`.
 */
export async function askJson<T>(
  model: TextModel,
  request: Omit<TextRequest, 'json'>,
  clock: Clock,
  read: (found: Found) => T,
): Promise<T> {
  const began = clock();
  const first = await model.write({ ...request, json: true });
  const problem = attemptToRead(first.text, read);
  if ('value' in problem) return problem.value;
  const timeoutMs = Math.max(1, request.timeoutMs - (clock() - began));
  const second = await model.write({ ...request, json: true, timeoutMs, prompt: mended(request.prompt, first.text, problem.wrong) });
  const again = attemptToRead(second.text, read);
  if ('value' in again) return again.value;
  return fail('ai.unavailable', { reason: `no usable JSON, twice: ${again.wrong}`, sent: true });
}

function attemptToRead<T>(answer: string, read: (found: Found) => T): { value: T } | { wrong: string } {
  try {
    return { value: read(jsonIn(answer)) };
  } catch (error) {
    if (error instanceof Unreadable) return { wrong: error.message };
    throw error;
  }
}

const mended = (prompt: string, answer: string, wrong: string): string =>
  [
    prompt,
    '你上次的回答不能用：',
    material([
      ['上次回答', answer],
      ['问题', wrong],
    ]),
    '改正这个问题，重新输出完整的 JSON。',
  ].join('\n\n');
