import type { Size } from '../repair/types.ts';

/** A picture to be made from words. `size`: exactly its width and height, in pixels. */
export interface PictureInput {
  prompt: string;
  size: Size;
}

export const sizeLimits = { least: 256, most: 4096, form: 3 } as const;

/** `1024x1024`, `1024*768`; `undefined` when it is no size that can be made. */
export function readSize(text: string): Size | undefined {
  const [, width, height] = /^(\d{3,4})\s*[x×*]\s*(\d{3,4})$/i.exec(text.trim()) ?? [];
  const size = { width: Number(width), height: Number(height) };
  const { least, most, form } = sizeLimits;
  const [short, long] = [Math.min(size.width, size.height), Math.max(size.width, size.height)];
  return short >= least && long <= most && long <= short * form ? size : undefined;
}
