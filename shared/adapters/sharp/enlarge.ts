import type { PictureTools } from '../../domain/repair/ports.ts';
import { between } from './mount.ts';
import { decoding, open, plain } from './open.ts';

/** Optimised, its tables would be a twentieth smaller, and libjpeg would hold the whole picture's coefficients until it knows them: 144 MB of 48 megapixels. */
const JPEG = { quality: 92, optimiseCoding: false };

/**
 * Contours get an edge as wide as the enlargement blurred them, flat areas (skin, sky, their grain) next to none; how bright or dark it may be is
 * limited, in parts of a hundred of lightness, so that no halo is seen.
 */
const sharpening = (scale: number) => ({ sigma: 0.5 + 0.4 * Math.max(1, scale), m1: 0.4, m2: 2.2, x1: 1, y2: 4, y3: 6 });

/** A pipeline from the JPEG's lines to the JPEG's lines: the large picture is never whole in memory. */
export const unmount: PictureTools['unmount'] = (picture, frame, { width, height }) =>
  decoding(async () => {
    const opened = await open(picture.bytes);
    const scale = width / (opened.size.width * frame.share.width);
    const bytes = await between(plain(opened), opened.size, frame)
      .resize(width, height, { fit: 'fill', kernel: 'lanczos3' })
      .sharpen(sharpening(scale))
      .jpeg(JPEG)
      .toBuffer();
    return { type: 'image/jpeg', bytes };
  });
