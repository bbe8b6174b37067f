import sharp from 'sharp';
import type { PictureTools } from '../../domain/repair/ports.ts';
import { between } from './mount.ts';
import { decoding } from './open.ts';
import { encodeRgb } from './rgb-jpeg.ts';

export const compose: PictureTools['compose'] = (cutOut, frame, { width, height }, rgb) =>
  decoding(async () => {
    const image = sharp(cutOut.bytes);
    const data = await between(image, await image.metadata(), frame)
      .resize(width, height, { fit: 'fill', kernel: 'lanczos3' })
      .flatten({ background: rgb })
      .raw()
      .toBuffer();
    return { type: 'image/jpeg', bytes: await encodeRgb(data, { width, height }) };
  });
