import sharp from 'sharp';
import type { Rgb } from '#shared/domain/repair/types.ts';

/** A picture as it decodes. */
export interface Pixels {
  width: number;
  height: number;
  at(x: number, y: number): Rgb;
}

export async function pixelsOf(bytes: Uint8Array): Promise<Pixels> {
  const { data, info } = await sharp(bytes).toColourspace('srgb').removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number): Rgb => {
    const i = 3 * (y * info.width + x);
    return { r: data[i]!, g: data[i + 1]!, b: data[i + 2]! };
  };
  return { width: info.width, height: info.height, at };
}

export const sameColour = (one: Rgb, other: Rgb): boolean => one.r === other.r && one.g === other.g && one.b === other.b;

/** The largest difference in a channel. */
export const distance = (one: Rgb, other: Rgb): number =>
  Math.max(Math.abs(one.r - other.r), Math.abs(one.g - other.g), Math.abs(one.b - other.b));

export const places = function* (width: number, height: number): Generator<[x: number, y: number]> {
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) yield [x, y];
};
