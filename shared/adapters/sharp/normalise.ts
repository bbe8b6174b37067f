import type { NormalisePicture } from '../../domain/media/ports.ts';
import { decoding, open, plain } from './open.ts';

/** Long side, in pixels, of what we keep: more than any image model makes or sees, and always far below Gemini's 20 MB for a request. */
const LONG_SIDE = 4096;
const QUALITY = 92;

/**
 * A JPEG: upright, without metadata (GPS, camera, ICC), sRGB, 8 bits, at most 4096 pixels long, never enlarged. What shines through becomes white:
 * every picture of ours is named .jpg before it exists.
 * `image.invalid` for what can't be decoded: garbage, truncated data, other formats, more than 50 million pixels.
 */
export const normalisePicture: NormalisePicture = (picture) =>
  decoding(async () => {
    const bytes = await plain(await open(picture.bytes))
      .resize(LONG_SIDE, LONG_SIDE, { fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: QUALITY })
      .toBuffer();
    return { type: 'image/jpeg', bytes };
  });
