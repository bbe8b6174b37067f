import { essay } from './essay.ts';
import { planFor } from './plans.ts';
import { readPrompt } from './prompt.ts';

/**
 * Words in a prompt that make the stand-in write otherwise than asked:
 *
 * - `[short]`, `[long]`: half, or twice, the length, until it is asked to do it again.
 * - `[cut]`: meets the limit of tokens in the middle, until it is asked to go on.
 * - `[unruly]`: text where JSON was asked for, until it is told what is wrong; `[hopeless]`: always.
 * - `[drops]`: the connection breaks in the middle of a stream; `[inspected]`: so does the content check.
 * - `[blocked]`: refused at once. `[broken]`: 500.
 */
export type WriterMarker = 'short' | 'long' | 'cut' | 'unruly' | 'hopeless' | 'drops' | 'inspected' | 'blocked' | 'broken';
const MARKER = /\[(short|long|cut|unruly|hopeless|drops|inspected|blocked|broken)\]/;

export const writerMarker = (prompt: string): WriterMarker | undefined => MARKER.exec(prompt)?.[1] as WriterMarker | undefined;

export interface Written {
  text: string;
  /** It met the limit of tokens. */
  cut: boolean;
}

/** What a model would write, made of the prompt's own fields. A token is one character here. */
export function write(prompt: string, { json = false, maxTokens }: { json?: boolean; maxTokens?: number | undefined }): Written {
  const marker = writerMarker(prompt);
  const order = readPrompt(prompt, json);
  if (json) {
    const plan = JSON.stringify(planFor(order));
    const wrong = marker === 'hopeless' || (marker === 'unruly' && !order.fields.has('问题'));
    return { text: wrong ? `好的，这是您要的方案：${plan.slice(0, 60)}` : plan, cut: false };
  }
  const factor = order.again ? 1 : marker === 'short' ? 0.5 : marker === 'long' ? 2 : 1;
  const text = restOf(essay({ ...order, target: Math.round(order.target * factor) }), order.fields.get('已写'));
  const limit = marker === 'cut' && !order.again ? Math.floor(text.length / 2) : (maxTokens ?? text.length);
  return { text: text.slice(0, limit), cut: text.length > limit };
}

/** Asked to go on, it goes on where the text stopped. */
const restOf = (text: string, written: string | undefined): string =>
  written !== undefined && text.startsWith(written) ? text.slice(written.length) : text;
