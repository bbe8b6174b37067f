const POINTS = 72;
/** Of the font's size, from one line to the next. */
export const LEADING = 1.35;
const WIDE = /[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f300}-\u{1faff}\u{20000}-\u{3ffff}]/u;
/** Width of a letter that isn't full-width, of the font's size, on average. */
const NARROW = 0.56;

/** How wide a text is on one line, in ems. */
export const emsOf = (text: string): number => [...text].reduce((sum, letter) => sum + (WIDE.test(letter) ? 1 : NARROW), 0);

/** How many lines a text takes at a size (points) in a width (inches). */
export const linesOf = (text: string, size: number, width: number): number =>
  text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil((emsOf(line) * size) / (width * POINTS))), 0);

/** The largest of the sizes at which all texts, one below the other, fit in a box of inches; the smallest when none does. */
export function fit(texts: readonly string[], box: { width: number; height: number }, sizes: readonly number[]): number {
  const fits = (size: number): boolean =>
    texts.reduce((sum, text) => sum + linesOf(text, size, box.width), 0) * size * LEADING <= box.height * POINTS;
  return sizes.find(fits) ?? sizes.at(-1)!;
}
