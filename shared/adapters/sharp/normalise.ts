import sharp, { type Sharp } from 'sharp';
import type { NormalisePicture } from '../../domain/media/ports.ts';
import { fail } from '../../kernel/fault.ts';
import { decodeHeic, isHeic } from './heic.ts';
import { PIXEL_LIMIT } from './limits.ts';

/** Containers that we take; sharp would read others too (SVG, which can name outside files). */
const formats = new Set(['jpeg', 'png', 'webp']);

/**
 * Long side, in pixels, of what we keep: more than any image model makes or sees, and as JPEG always far below Gemini's 20 MB for a request.
 * Transparent pictures stay PNG, which grows faster, so they stop at half of it.
 */
const LONG_SIDE = 4096;
const LONG_SIDE_PNG = 2048;
const QUALITY = 92;

/**
 * Upright, without metadata (GPS, camera, ICC), sRGB, 8 bits; at most 4096 pixels long, never enlarged. JPEG, or PNG when something shines through.
 * `image.invalid` for what can't be decoded: garbage, truncated data, other formats, more than 50 million pixels.
 */
export const normalisePicture: NormalisePicture = async (picture) => {
  try {
    const source = await open(picture.bytes);
    const opaque = await isOpaque(source);
    const upright = source.autoOrient().toColourspace('srgb');
    const bytes = await (opaque ? asJpeg(upright) : asPng(upright)).toBuffer();
    return { type: opaque ? 'image/jpeg' : 'image/png', bytes };
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

/** Looks at every pixel, but only where there is an alpha channel. */
const isOpaque = async (source: Sharp): Promise<boolean> => !(await source.metadata()).hasAlpha || (await source.clone().stats()).isOpaque;

const asJpeg = (source: Sharp): Sharp => within(source.removeAlpha(), LONG_SIDE).jpeg({ quality: QUALITY });

const asPng = (source: Sharp): Sharp => within(source, LONG_SIDE_PNG).png();

const within = (source: Sharp, side: number): Sharp => source.resize(side, side, { fit: 'inside', withoutEnlargement: true });
