import type { ImageRatio, ImageSize } from '../models/ports.ts';
import { frameFor } from '../repair/frame.ts';
import type { Size } from '../repair/types.ts';

/** Pixels of the long side that a model makes of each size, at least. */
const longSides: readonly [ImageSize, number][] = [
  ['1K', 1024],
  ['2K', 2048],
  ['4K', 4096],
];

/** What to ask a model for: the nearest form that it makes, at least as large as the picture is to be. */
export function shapeFor(size: Size): { ratio: ImageRatio; size: ImageSize } {
  const long = Math.max(size.width, size.height);
  const [name] = longSides.find(([, pixels]) => pixels >= long) ?? longSides.at(-1)!;
  return { ratio: frameFor(size).ratio, size: name };
}
