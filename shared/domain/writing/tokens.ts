import type { WritingInput } from './input.ts';

/** Tokens that a character (or a word) takes at most, by any of the models' ways to cut text; Chinese is about one, a rare character three. */
const EACH = 2.5;
const LEAST = 1000;
/** A piece as long as its material, `expected` 0, is at most about so many times as long: an expansion. */
const GROWTH = 2;

/** A limit that a text of the expected length stays below: it bounds what a model that doesn't stop would cost. */
export function tokensFor(expected: number, { title, fields }: WritingInput): number {
  const source = fields?.source_text ?? title;
  return LEAST + Math.ceil((expected || source.length * GROWTH) * EACH);
}
