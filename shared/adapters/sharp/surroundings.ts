import sharp from 'sharp';
import type { Rgb, Size } from '../../domain/repair/types.ts';
import type { KeyColour } from './key-colour.ts';

/** Long side of the copy on which areas are told apart. */
const LONG_SIDE = 768;
/** Excess of the key, of 255, from which a pixel is taken for background. */
const CLEAR = 110;
/** Of the picture: an area of the key's colour that is smaller and enclosed is a reflection on the person. */
const SPECK = 0.0004;
/** Of the long side: how far from the background hair may still show it. */
const REACH = 0.03;

/**
 * Where the background is and what may mix with it: `mask` is not 0 there. And the colour that the background really has, the middle of it
 * for each channel: models come near the asked colour, not to it.
 */
export async function surroundings(data: Buffer, size: Size, { excess, rgb }: KeyColour): Promise<{ mask: Buffer; background: Rgb }> {
  const scale = Math.min(1, LONG_SIDE / Math.max(size.width, size.height));
  const width = Math.max(1, Math.round(size.width * scale));
  const height = Math.max(1, Math.round(size.height * scale));
  const small = await sharp(data, { raw: { ...size, channels: 3 } })
    .resize(width, height, { fit: 'fill', kernel: 'nearest' })
    .raw()
    .toBuffer();
  const clear = Buffer.alloc(width * height);
  for (let pixel = 0; pixel < clear.length; pixel++) {
    if (excess(small[3 * pixel]!, small[3 * pixel + 1]!, small[3 * pixel + 2]!) > CLEAR) clear[pixel] = 255;
  }
  removeSpecks(clear, width, SPECK * clear.length);
  const mask = await sharp(clear, { raw: { width, height, channels: 1 } })
    .dilate(Math.max(2, Math.round(REACH * Math.max(width, height))))
    .resize(size.width, size.height, { fit: 'fill', kernel: 'linear' })
    .extractChannel(0)
    .raw()
    .toBuffer();
  return { mask, background: middle(small, clear) ?? rgb };
}

/** Areas that don't touch the edge of the picture and have fewer pixels than `least` are set to 0. */
function removeSpecks(mask: Buffer, width: number, least: number): void {
  const height = mask.length / width;
  const seen = new Uint8Array(mask.length);
  for (let start = 0; start < mask.length; start++) {
    if (mask[start] === 0 || seen[start]) continue;
    const area = [start];
    let atEdge = false;
    seen[start] = 1;
    for (let i = 0; i < area.length; i++) {
      const pixel = area[i]!;
      const [x, y] = [pixel % width, Math.floor(pixel / width)];
      if (x === 0 || y === 0 || x === width - 1 || y === height - 1) atEdge = true;
      for (const [near, inside] of [
        [pixel - 1, x > 0],
        [pixel + 1, x < width - 1],
        [pixel - width, y > 0],
        [pixel + width, y < height - 1],
      ] as const) {
        if (!inside || mask[near] === 0 || seen[near]) continue;
        seen[near] = 1;
        area.push(near);
      }
    }
    if (!atEdge && area.length < least) for (const pixel of area) mask[pixel] = 0;
  }
}

function middle(data: Buffer, mask: Buffer): Rgb | undefined {
  const counts = [0, 1, 2].map(() => new Uint32Array(256));
  let total = 0;
  for (let pixel = 0; pixel < mask.length; pixel++) {
    if (mask[pixel] === 0) continue;
    total++;
    for (const channel of [0, 1, 2]) counts[channel]![data[3 * pixel + channel]!]!++;
  }
  if (total === 0) return undefined;
  const [r = 0, g = 0, b = 0] = counts.map((count) => {
    let level = 0;
    for (let below = count[0]!; below * 2 < total; below += count[level]!) level++;
    return level;
  });
  return { r, g, b };
}
