import sharp from 'sharp';
import type { PictureTools } from '../../domain/repair/ports.ts';
import { keyColourOf } from './key-colour.ts';
import { decoding, open, plain } from './open.ts';
import { type Surroundings, surroundings } from './surroundings.ts';

/** Of the background's own excess: up to here it is noise of the person, … */
const NOISE = 0.05;
/** … and from here on background. In between the pixel shows both: a hair, a soft edge. */
const ALL = 0.88;

export const cutOut: PictureTools['cutOut'] = (keyed, key) =>
  decoding(async () => {
    const { data, info } = await plain(await open(keyed.bytes))
      .raw()
      .toBuffer({ resolveWithObject: true });
    const around = await surroundings(data, info, keyColourOf(key));
    const bytes = await sharp(takeOut(data, around), { raw: { width: info.width, height: info.height, channels: 4 } })
      .png({ compressionLevel: 2 })
      .toBuffer();
    return { type: 'image/png', bytes };
  });

/**
 * RGBA. A pixel at the edge is a mixture: of the person, by `alpha`, and of the background, whose part is taken off. What is left is trusted
 * for its light; its colour comes from the person beside it, because reflected key colour, and JPEG's coarse chroma, reach into the edge.
 */
function takeOut(data: Buffer, { mask, background, front, key }: Surroundings): Buffer {
  const out = Buffer.alloc((data.length / 3) * 4);
  const full = key.excess(background.r, background.g, background.b);
  for (let pixel = 0, from = 0, to = 0; pixel < mask.length; pixel++, from += 3, to += 4) {
    const [r, g, b] = [data[from]!, data[from + 1]!, data[from + 2]!];
    const alpha = mask[pixel] === 0 ? 1 : Math.min(1, Math.max(0, (ALL - key.excess(r, g, b) / full) / (ALL - NOISE)));
    if (alpha === 0) continue;
    out[to + 3] = Math.round(alpha * 255);
    if (mask[pixel] === 0) out.set([r, g, b], to);
    else if (alpha === 1) out.set(key.without(r, g, b), to);
    else {
      const bare = (value: number, of: number): number => Math.max(0, (value - (1 - alpha) * of) / alpha);
      const [x, y, z] = [front[from]!, front[from + 1]!, front[from + 2]!];
      const own = light(...key.without(bare(r, background.r), bare(g, background.g), bare(b, background.b)));
      const times = (alpha * own) / Math.max(1, light(x, y, z)) + (1 - alpha);
      out.set(
        [x, y, z].map((value) => Math.min(255, value * times)),
        to,
      );
    }
  }
  return out;
}

/** Luma of Rec. 709. */
const light = (r: number, g: number, b: number): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;
