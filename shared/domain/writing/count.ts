export type LengthUnit = '字' | '词';

/** A Chinese, Japanese or Korean character, or a full-width mark: each is one, as Word counts 字数. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60\u2018\u2019\u201c\u201d\u2014\u2026\u00b7]/gu;
/** A word or number of another script, with what is written inside it: `don't`, `3.14`, `GPT-4`. */
const WORD = /[\p{L}\p{M}\p{N}]+(?:['’.,_-][\p{L}\p{M}\p{N}]+)*/gu;

/** Markdown's marks, which nobody reads as text: fences, headings, quotes, list marks, emphasis, rules, tables' lines, links' addresses. */
const MARKS: readonly [RegExp, string][] = [
  [/^\s*(```|~~~).*$/gm, ''],
  [/^\s*\|?[\s:|-]*-[\s:|-]*\|?\s*$/gm, ''],
  [/!?\[([^\]]*)\]\([^)]*\)/g, '$1'],
  [/^\s*(#{1,6}\s+|>\s?|[-*+]\s+|\d+\.\s+)/gm, ''],
  [/[*_~`|]/g, ' '],
];

/**
 * The length of a text as a customer would check it. `字` is Word's 字数: each Chinese character and full-width mark is one, and so is each
 * Western word or number. `词` counts the words of Western scripts only. Markdown's marks, spaces and emoji count nothing.
 */
export function lengthOf(text: string, unit: LengthUnit): number {
  const plain = MARKS.reduce((rest, [mark, shown]) => rest.replace(mark, shown), text);
  const wide = plain.match(WIDE)?.length ?? 0;
  const words = plain.replace(WIDE, ' ').match(WORD)?.length ?? 0;
  return unit === '词' ? words : wide + words;
}
