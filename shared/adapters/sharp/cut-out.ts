import sharp from 'sharp';
import type { PictureTools } from '../../domain/repair/ports.ts';
import type { Rgb } from '../../domain/repair/types.ts';
import { type KeyColour, keyColourOf } from './key-colour.ts';
import { decoding, open, plain } from './open.ts';
import { surroundings } from './surroundings.ts';

/** Of the background's own excess: up to here it is noise of the person, … */
const NOISE = 0.05;
/** … and from here on background. In between the pixel shows both: a hair, a soft edge. */
const ALL = 0.88;

export const cutOut: PictureTools['cutOut'] = (keyed, key) =>
  decoding(async () => {
    const { data, info } = await plain(await open(keyed.bytes))
      .raw()
      .toBuffer({ resolveWithObject: true });
    const colour = keyColourOf(key);
    const zone = await surroundings(data, info, colour);
    const cut = takeOut(data, zone.mask, zone.background, colour);
    const bytes = await sharp(cut, { raw: { width: info.width, height: info.height, channels: 4 } })
      .png({ compressionLevel: 2 })
      .toBuffer();
    return { type: 'image/png', bytes };
  });

/**
 * RGBA. A pixel at the edge is a mixture: of the person, by `alpha`, and of the background. The background's part is taken off its colour,
 * and whatever of the key is left in it, which was reflected light.
 */
function takeOut(data: Buffer, mask: Buffer, background: Rgb, { excess }: KeyColour): Buffer {
  const out = Buffer.alloc((data.length / 3) * 4);
  const full = excess(background.r, background.g, background.b);
  for (let pixel = 0, from = 0, to = 0; pixel < mask.length; pixel++, from += 3, to += 4) {
    const [r, g, b] = [data[from]!, data[from + 1]!, data[from + 2]!];
    if (mask[pixel] === 0) {
      out[to] = r;
      out[to + 1] = g;
      out[to + 2] = b;
      out[to + 3] = 255;
      continue;
    }
    const share = excess(r, g, b) / full;
    const alpha = Math.min(1, Math.max(0, (ALL - share) / (ALL - NOISE)));
    if (alpha === 0) continue;
    const un = (value: number, of: number): number => Math.min(255, Math.max(0, (value - (1 - alpha) * of) / alpha));
    const [x, y, z] = [un(r, background.r), un(g, background.g), un(b, background.b)];
    const shine = Math.max(0, excess(x, y, z));
    out[to] = x - (background.r > 127 ? shine : 0);
    out[to + 1] = y - (background.g > 127 ? shine : 0);
    out[to + 2] = z - (background.b > 127 ? shine : 0);
    out[to + 3] = Math.round(alpha * 255);
  }
  return out;
}
