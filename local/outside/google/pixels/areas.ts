import { boxBlur, type Plane } from './plane.ts';

/** A plane of one channel that is 0 or 1. */
export type Mask = Plane;

export const threshold = (plane: Plane, above: number): Mask => ({ ...plane, data: plane.data.map((value) => (value > above ? 1 : 0)) });

export const inverse = (mask: Mask): Mask => ({ ...mask, data: mask.data.map((value) => 1 - value) });

/** Areas narrower than `2 * radius + 1` pixels are gone; the others are as they were. */
export function opened(mask: Mask, radius: number): Mask {
  const core = threshold(boxBlur(mask, radius), 0.999);
  const grown = threshold(boxBlur(core, radius + 1), 0.001);
  return { ...mask, data: mask.data.map((value, pixel) => value * grown.data[pixel]!) };
}

/** What of the mask hangs together with the seeds. */
export function flood(mask: Mask, seeds: readonly number[]): Mask {
  const data = new Float32Array(mask.data.length);
  reach(mask, seeds, data);
  return { ...mask, data };
}

interface Area {
  pixels: number[];
  /** The longer side of the upright box about it. */
  length: number;
}

/** The parts of the mask that don't hang together. */
export function areasOf(mask: Mask): Area[] {
  const seen = new Float32Array(mask.data.length);
  const areas: Area[] = [];
  for (let start = 0; start < seen.length; start++) {
    if (mask.data[start] !== 1 || seen[start]) continue;
    const pixels = reach(mask, [start], seen);
    areas.push({
      pixels,
      length: Math.max(
        extent(pixels, (pixel) => pixel % mask.width),
        extent(pixels, (pixel) => Math.floor(pixel / mask.width)),
      ),
    });
  }
  return areas;
}

function extent(pixels: readonly number[], of: (pixel: number) => number): number {
  let [least, most] = [Number.POSITIVE_INFINITY, 0];
  for (const pixel of pixels) {
    least = Math.min(least, of(pixel));
    most = Math.max(most, of(pixel));
  }
  return most - least + 1;
}

/** The mask without its areas of fewer than `least` pixels. */
export function withoutSpecks(mask: Mask, least: number): Mask {
  const data = new Float32Array(mask.data.length);
  for (const { pixels } of areasOf(mask)) if (pixels.length >= least) for (const pixel of pixels) data[pixel] = 1;
  return { ...mask, data };
}

/** Every pixel of the mask that hangs together with the seeds, corners included. Marks them in `seen`, and leaves out what was marked. */
function reach({ data, width, height }: Mask, seeds: readonly number[], seen: Float32Array): number[] {
  const queue: number[] = [];
  const add = (pixel: number): void => {
    if (pixel < 0 || pixel >= width * height || seen[pixel] || data[pixel] !== 1) return;
    seen[pixel] = 1;
    queue.push(pixel);
  };
  for (const seed of seeds) add(seed);
  for (let i = 0; i < queue.length; i++) {
    const pixel = queue[i]!;
    const x = pixel % width;
    for (const row of [pixel - width, pixel, pixel + width]) {
      add(row);
      if (x > 0) add(row - 1);
      if (x < width - 1) add(row + 1);
    }
  }
  return queue;
}
