import sharp from 'sharp';
import type { PictureTools } from '../../domain/repair/ports.ts';
import type { Size } from '../../domain/repair/types.ts';
import { isSamePicture } from './alike.ts';
import { keyColourOf } from './key-colour.ts';
import { decoding, open, plain } from './open.ts';
import { BARE, type Surroundings, surroundings } from './surroundings.ts';

/** Of the background's own excess: up to here it is noise of the person, … */
const NOISE = 0.05;
/** … and from here on background. In between the pixel shows both: a hair, a soft edge. */
const ALL = 0.88;

export const cutOut: PictureTools['cutOut'] = (keyed, key, photo) =>
  decoding(async () => {
    const own = await open(photo.bytes);
    const { size } = own;
    const data = await pixels(await open(keyed.bytes), size);
    const around = await surroundings(data, size, keyColourOf(key));
    const out = takeOut(data, around);
    const originals = await pixels(own, size);
    if (isSamePicture(data, originals, around.deep, size.width)) putBack(out, originals, around.deep);
    const bytes = await sharp(out, { raw: { ...size, channels: 4 } })
      .png({ compressionLevel: 2 })
      .toBuffer();
    return { type: 'image/png', bytes };
  });

const pixels = (opened: Awaited<ReturnType<typeof open>>, size: Size): Promise<Buffer> =>
  plain(opened).resize(size.width, size.height, { fit: 'fill' }).raw().toBuffer();

/**
 * RGBA. A pixel at the edge is a mixture: of the person, by `alpha`, and of the background, whose part is taken off. What is left is trusted
 * for its light; its colour comes from the person beside it, because reflected key colour, and JPEG's coarse chroma, reach into the edge.
 */
function takeOut(data: Buffer, { mask, background, front, key }: Surroundings): Buffer {
  const out = Buffer.alloc((data.length / 3) * 4);
  const full = key.excess(background.r, background.g, background.b);
  for (let pixel = 0, from = 0, to = 0; pixel < mask.length; pixel++, from += 3, to += 4) {
    const [r, g, b] = [data[from]!, data[from + 1]!, data[from + 2]!];
    const share = key.excess(r, g, b) / full;
    const alpha = mask[pixel] === 0 ? 1 : Math.min(1, Math.max(0, (ALL - share) / (ALL - NOISE)));
    if (alpha === 0 || mask[pixel] === BARE) continue;
    out[to + 3] = Math.round(alpha * 255);
    if (alpha === 1) out.set(mask[pixel] === 0 && share < 0.25 ? [r, g, b] : key.without(r, g, b), to);
    else {
      const bare = (value: number, of: number): number => Math.max(0, (value - (1 - alpha) * of) / alpha);
      const [x, y, z] = [front[from]!, front[from + 1]!, front[from + 2]!];
      const own = light(...key.without(bare(r, background.r), bare(g, background.g), bare(b, background.b)));
      const times = (alpha * own) / Math.max(1, light(x, y, z)) + (1 - alpha);
      for (const [c, value] of [x, y, z].entries()) out[to + c] = Math.min(255, value * times);
    }
  }
  return out;
}

/** Luma of Rec. 709. */
const light = (r: number, g: number, b: number): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;

/** Well inside, the person is as they were photographed, not as a model saw them. */
function putBack(out: Buffer, originals: Buffer, deep: Buffer): void {
  for (let pixel = 0, from = 0, to = 0; pixel < deep.length; pixel++, from += 3, to += 4) {
    const share = deep[pixel]! / 255;
    if (share === 0) continue;
    for (let c = 0; c < 3; c++) out[to + c] = out[to + c]! + (originals[from + c]! - out[to + c]!) * share;
  }
}
