import type { WritingRequest } from '../jobs/types.ts';
import { checkLength } from './check.ts';
import type { Composition } from './compose.ts';
import { askedLength } from './length.ts';

/** What a customer should know of a text: that it misses the length he asked for, or breaks off. */
export function noteOf({ input }: Pick<WritingRequest, 'input'>, { text, cut }: Pick<Composition, 'text' | 'cut'>): string | undefined {
  const length = checkLength(text, askedLength(input.requirements ?? ''))?.message;
  const notes = [length, cut ? '成稿达到模型的长度上限，结尾可能不完整' : undefined].filter((note) => note !== undefined);
  return notes.length > 0 ? notes.join('；') : undefined;
}
