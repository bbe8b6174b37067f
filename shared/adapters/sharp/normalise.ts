import sharp, { type Sharp } from 'sharp';
import type { NormalisePicture } from '../../domain/media/ports.ts';
import { fail } from '../../kernel/fault.ts';
import { decodeHeic, isHeic } from './heic.ts';
import { PIXEL_LIMIT } from './limits.ts';

/** Containers that we take; sharp would read others too (SVG, which can name outside files). */
const formats = new Set(['jpeg', 'png', 'webp']);

/** Long side, in pixels, of what we keep: more than any image model makes or sees, and always far below Gemini's 20 MB for a request. */
const LONG_SIDE = 4096;
const QUALITY = 92;

/**
 * A JPEG: upright, without metadata (GPS, camera, ICC), sRGB, 8 bits, at most 4096 pixels long, never enlarged. What shines through becomes white:
 * every picture of ours is named .jpg before it exists.
 * `image.invalid` for what can't be decoded: garbage, truncated data, other formats, more than 50 million pixels.
 */
export const normalisePicture: NormalisePicture = async (picture) => {
  try {
    const source = await open(picture.bytes);
    const bytes = await source
      .autoOrient()
      .toColourspace('srgb')
      .flatten({ background: '#ffffff' })
      .resize(LONG_SIDE, LONG_SIDE, { fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: QUALITY })
      .toBuffer();
    return { type: 'image/jpeg', bytes };
  } catch (cause) {
    return fail('image.invalid', { reason: cause instanceof Error ? cause.message : String(cause) }, { cause });
  }
};

async function open(bytes: Uint8Array): Promise<Sharp> {
  if (isHeic(bytes)) {
    const { data, width, height } = await decodeHeic(bytes);
    return sharp(data, { raw: { width, height, channels: 4 } });
  }
  const source = sharp(bytes, { limitInputPixels: PIXEL_LIMIT, failOn: 'error' });
  const { format } = await source.metadata();
  if (!formats.has(format)) throw new Error(`${format} is not a format that we take`);
  return source;
}
