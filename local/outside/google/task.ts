import type { Rgb } from '#shared/domain/repair/types.ts';

/** What the first line of a prompt asks for. Everything that is none of the others is `transform`. */
export type Task =
  | { kind: 'restore' | 'repair' | 'enhance' | 'colourise' | 'transform' }
  /** Everything but the person becomes this colour. */
  | { kind: 'background'; colour: Rgb };

export function taskOf(prompt: string): Task {
  const line = prompt.trimStart().split('\n', 1)[0] ?? '';
  const [, hex] = /\bbackground with flat #([0-9a-f]{6})\b/i.exec(line) ?? [];
  if (hex) return { kind: 'background', colour: colourOf(hex) };
  if (/\bnothing else\b/i.test(line) && asksToRestore(line)) return { kind: 'repair' };
  if (asksToRestore(line)) return { kind: 'restore' };
  if (/^colou?ri[sz]e\b/i.test(line)) return { kind: 'colourise' };
  return { kind: /^enhance\b/i.test(line) ? 'enhance' : 'transform' };
}

const asksToRestore = (line: string): boolean => /\brestor(e|ing|ation)\b/i.test(line);

function colourOf(hex: string): Rgb {
  const [r = 0, g = 0, b = 0] = [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return { r, g, b };
}
