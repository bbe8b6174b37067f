import type { Clock } from '../../kernel/clock.ts';
import { isFault } from '../../kernel/fault.ts';
import type { Text, TextModel, TextRequest } from '../models/ports.ts';
import { continued, resized } from '../prompts/writing/again.ts';
import { type WritingPrompt, writingPrompt } from '../prompts/writing/index.ts';
import { checkLength, type LengthCheck, missOf } from './check.ts';
import type { WritingInput } from './input.ts';
import type { ToolType } from './names.ts';
import { tokensFor } from './tokens.ts';

/** A finished piece of writing. */
export interface Composition {
  text: string;
  /** The model met its limit of tokens before it had finished, twice. */
  cut: boolean;
  /** Only when a length was asked for. */
  length?: LengthCheck;
}

export interface ComposeOptions {
  /** For everything, a second try included. */
  timeoutMs: number;
  /** The model's own limit of tokens, if it has one. */
  maxTokens?: number;
  /** The model's own temperature; without it the genre's. */
  temperature?: number;
  signal?: AbortSignal;
  clock: Clock;
}

/** What the second try may take of the time that is left, compared with the first: it has more to read, and about as much to write. */
const SECOND_TAKES = 1.2;

/**
 * Writes a piece with one call of the model, or two: a text that was cut off is continued once; one that misses the length that was asked
 * for is rewritten once, longer or shorter, and the nearer of both is kept. A second call costs about as much as the first and only
 * happens where the customer would otherwise get what he didn't ask for. When it fails, or there is no time for it, the first text stands.
 */
export async function compose(model: TextModel, tool: ToolType, input: WritingInput, options: ComposeOptions): Promise<Composition> {
  const order = writingPrompt(tool, input);
  const time = stopwatch(options);
  const first = await model.write(requestFor(order, order.prompt, input, options, time.left()));
  const prompt = secondPrompt(order, first);
  if (!prompt || !time.allowsAnother()) return finished(first, order);
  try {
    const second = await model.write(requestFor(order, prompt, input, options, time.left()));
    return finished(first.finish === 'length' ? { ...second, text: first.text + second.text } : nearer(first, second, order), order);
  } catch (error) {
    if (!isFault(error)) throw error;
    return finished(first, order);
  }
}

/**
 * The same as it comes. What was sent can't be taken back, so a length that was missed is only told; a text that was cut off is continued once.
 */
export async function* composeStream(
  model: TextModel,
  tool: ToolType,
  input: WritingInput,
  options: ComposeOptions,
): AsyncGenerator<string, Composition, undefined> {
  const order = writingPrompt(tool, input);
  const time = stopwatch(options);
  let text = '';
  let finish: Text['finish'] | undefined;
  for (let call = 0; finish !== 'stop' && call < 2; call++) {
    if (call > 0 && !time.allowsAnother()) break;
    const prompt = call === 0 ? order.prompt : continued(order.prompt, text);
    const pieces = model.stream(requestFor(order, prompt, input, options, time.left()));
    try {
      for (let next = await pieces.next(); ; next = await pieces.next()) {
        if (next.done) {
          finish = next.value;
          break;
        }
        text += next.value;
        yield next.value;
      }
    } catch (error) {
      if (call === 0 || !isFault(error)) throw error;
      break;
    } finally {
      await pieces.return('stop');
    }
  }
  return finished({ text, finish: finish ?? 'length' }, order);
}

function requestFor(
  { system, temperature, expected }: WritingPrompt,
  prompt: string,
  input: WritingInput,
  { maxTokens, temperature: own, signal }: ComposeOptions,
  timeoutMs: number,
): TextRequest {
  return {
    ...{ system, prompt, timeoutMs, temperature: own ?? temperature },
    maxTokens: Math.min(tokensFor(expected, input), maxTokens ?? Number.POSITIVE_INFINITY),
    ...(signal ? { signal } : {}),
  };
}

function secondPrompt({ prompt, asked }: WritingPrompt, { text, finish }: Text): string | undefined {
  if (finish === 'length') return continued(prompt, text);
  const check = checkLength(text, asked);
  return check && asked && check.verdict !== 'kept' ? resized(prompt, text, check, asked) : undefined;
}

function nearer(first: Text, second: Text, { asked }: WritingPrompt): Text {
  const miss = ({ text }: Text): number => missOf(checkLength(text, asked)!.counted, asked!);
  return second.finish === 'stop' && miss(second) < miss(first) ? second : first;
}

function finished({ text, finish }: Text, { asked }: WritingPrompt): Composition {
  const length = checkLength(text, asked);
  return { text: text.trim(), cut: finish === 'length', ...(length ? { length } : {}) };
}

function stopwatch({ timeoutMs, clock }: ComposeOptions) {
  const began = clock();
  const left = (): number => timeoutMs - (clock() - began);
  return { left, allowsAnother: (): boolean => left() > (clock() - began) * SECOND_TAKES };
}
