import sharp from 'sharp';
import type { PictureTools } from '../../domain/repair/ports.ts';
import type { Rgb } from '../../domain/repair/types.ts';
import { between } from './mount.ts';
import { decoding } from './open.ts';
import { encodeRgb } from './rgb-jpeg.ts';
import { settleRim } from './rim.ts';

export const compose: PictureTools['compose'] = (cutOut, frame, size, rgb) =>
  decoding(async () => {
    const image = sharp(cutOut.bytes);
    const rgba = await between(image, await image.metadata(), frame)
      .resize(size.width, size.height, { fit: 'fill', kernel: 'lanczos3' })
      .raw()
      .toBuffer();
    const { data, cover } = over(rgba, rgb);
    await settleRim({ data, cover, size, rgb });
    return { type: 'image/jpeg', bytes: await encodeRgb(data, size) };
  });

/** Of 255: what covers less can't be seen, and is what resizing leaves beside an edge. */
const FAINT = 6;

/** In place: at 48 megapixels a second copy would be 144 MB. */
function over(rgba: Buffer, { r, g, b }: Rgb): { data: Buffer; cover: Uint8Array } {
  const cover = new Uint8Array(rgba.length / 4);
  const mix = (own: number, background: number, alpha: number): number => background + Math.round(((own - background) * alpha) / 255);
  for (let pixel = 0, from = 0, to = 0; pixel < cover.length; pixel++, from += 4, to += 3) {
    const alpha = rgba[from + 3]! < FAINT ? 0 : rgba[from + 3]!;
    cover[pixel] = alpha;
    rgba[to] = mix(rgba[from]!, r, alpha);
    rgba[to + 1] = mix(rgba[from + 1]!, g, alpha);
    rgba[to + 2] = mix(rgba[from + 2]!, b, alpha);
  }
  return { data: rgba.subarray(0, cover.length * 3), cover };
}
