import sharp from 'sharp';
import { areasOf, type Mask, opened, threshold } from './pixels/areas.ts';
import { boxBlur, differenceOf, type Plane } from './pixels/plane.ts';

/** Of the long side: the window whose middle value counts as a spot's surroundings; cracks are narrower than half of it. */
const WINDOW = 0.028;
/** How much brighter than its surroundings (of 255) a spot is to count as damage, at least, and in grain. */
const BRIGHTER = { least: 12, grain: 3 };
/** Of the long side: a crack is longer, a speck smaller. What is between may be a collar's braid or a tooth. */
const CRACK = 0.045;
const SPECK = 0.02;
/** Part of a crack's pixels that may be where it is wide. */
const THICK = 0.4;
/** Steps from a crack's pixels to their neighbours (of 255), in the mean; a cheek's light begins gently. */
const STEEP = 7;
/** Unevenness about a speck (of 255) from which on it may be the light in an eye. */
const UNEVEN = 9;

/** Cracks, scratches and dust of an old print: what is bright, thin and long, or small and alone on an even ground. 1 where damage is. */
export async function findDamage(grey: Plane): Promise<Mask> {
  const { width, height } = grey;
  const long = Math.max(width, height);
  const window = Math.max(5, Math.round(WINDOW * long) | 1);
  const around = await medianOf(grey, window);
  const above = differenceOf(grey, around);
  const limit = Math.max(BRIGHTER.least, BRIGHTER.grain * grainOf(above));
  const bright = threshold(above, limit);
  const thick = opened(bright, Math.round(window / 4));
  const steep = steepness(grey);
  const uneven = unevenness(around, window);
  const found: Mask = { ...bright, data: new Float32Array(bright.data.length) };
  for (const area of areasOf(bright)) {
    const isCrack = area.length > CRACK * long && meanOf(thick, area.pixels) < THICK && meanOf(steep, area.pixels) > STEEP;
    const isSpeck = area.length < SPECK * long && uneven.data[area.pixels[0]!]! < UNEVEN;
    if (isCrack || isSpeck) for (const pixel of area.pixels) found.data[pixel] = 1;
  }
  return threshold(boxBlur(found, 1), 0.1);
}

const meanOf = ({ data }: Plane, pixels: readonly number[]): number => pixels.reduce((sum, pixel) => sum + data[pixel]!, 0) / pixels.length;

async function medianOf({ data, width, height }: Plane, window: number): Promise<Plane> {
  const bytes = await sharp(Buffer.from(data), { raw: { width, height, channels: 1 } })
    .median(window)
    .extractChannel(0)
    .raw()
    .toBuffer();
  return { data: Float32Array.from(bytes), width, height, channels: 1 };
}

/** The middle of how far pixels are from their surroundings. */
function grainOf({ data }: Plane): number {
  const sorted = data
    .filter((_, at) => at % 7 === 0)
    .map(Math.abs)
    .sort();
  return sorted[sorted.length >> 1] ?? 0;
}

/** The mean step to the right and downwards. */
function steepness({ data, width, height }: Plane): Plane {
  const out = data.map((value, at) => (Math.abs(value - (data[at + 1] ?? value)) + Math.abs(value - (data[at + width] ?? value))) / 2);
  return { data: out, width, height, channels: 1 };
}

/** The standard deviation in a window. */
function unevenness(plane: Plane, radius: number): Plane {
  const mean = boxBlur(plane, radius);
  const squares = boxBlur({ ...plane, data: plane.data.map((value) => value * value) }, radius);
  return { ...plane, data: squares.data.map((value, at) => Math.sqrt(Math.max(0, value - mean.data[at]! ** 2))) };
}
