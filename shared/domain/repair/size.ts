import type { ImageSize } from '../models/ports.ts';
import type { Size } from './types.ts';

/** Long side, in pixels, that an enlargement doesn't go beyond (partner-api.txt, "Size: 6000px"). */
export const LONGEST = 6000;
/** More than this in each direction shows nothing that is there: it only makes a soft picture a large one. */
const TIMES = 4;

export const longSide = ({ width, height }: Size): number => Math.max(width, height);

/** What `sr` gives: four times the input, up to 6000 pixels on the long side; an input longer than that keeps its size. */
export function enlargedSize(input: Size): Size {
  const scale = Math.max(1, Math.min(TIMES, LONGEST / longSide(input)));
  return { width: Math.round(input.width * scale), height: Math.round(input.height * scale) };
}

/** The smallest size of a model's picture from which a result of `size` doesn't have to be enlarged; the largest there is, failing that. */
export function modelSizeFor(size: Size): ImageSize {
  const long = longSide(size);
  if (long <= 1024) return '1K';
  return long <= 2048 ? '2K' : '4K';
}
