import type { PictureTools } from '../../domain/repair/ports.ts';
import { between } from './mount.ts';
import { decoding, open, plain } from './open.ts';

/** Optimised, its tables would be a twentieth smaller, and libjpeg would hold the whole picture's coefficients until it knows them: 144 MB of 48 megapixels. */
const JPEG = { quality: 92, optimiseCoding: false };

/** Contours get a thin edge, flat areas (skin, sky, their grain) next to none; halos are kept below what the eye sees. */
const sharpening = { sigma: 0.9, m1: 0.2, m2: 2, x1: 2, y2: 8, y3: 12 };

/** A pipeline from the JPEG's lines to the JPEG's lines: the large picture is never whole in memory. */
export const unmount: PictureTools['unmount'] = (picture, frame, { width, height }) =>
  decoding(async () => {
    const opened = await open(picture.bytes);
    const bytes = await between(plain(opened), opened.size, frame)
      .resize(width, height, { fit: 'fill', kernel: 'lanczos3' })
      .sharpen(sharpening)
      .jpeg(JPEG)
      .toBuffer();
    return { type: 'image/jpeg', bytes };
  });
