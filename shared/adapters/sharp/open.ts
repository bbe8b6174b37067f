import sharp, { type Sharp } from 'sharp';
import type { Size } from '../../domain/repair/types.ts';
import { fail } from '../../kernel/fault.ts';
import { decodeHeic, isHeic } from './heic.ts';
import { PIXEL_LIMIT } from './limits.ts';

/** Containers that we take; sharp would read others too (SVG, which can name outside files). */
const formats = new Set(['jpeg', 'png', 'webp']);

/** A picture opened: nothing is decoded before it is used, except HEIC, for which there is no other way. */
export interface Opened {
  image: Sharp;
  /** Once upright. */
  size: Size;
}

/** Reads the header. Throws sharp's own errors: call it inside `decoding`. */
export async function open(bytes: Uint8Array): Promise<Opened> {
  if (isHeic(bytes)) {
    const { data, width, height } = await decodeHeic(bytes);
    return { image: sharp(data, { raw: { width, height, channels: 4 } }), size: { width, height } };
  }
  const image = sharp(bytes, { limitInputPixels: PIXEL_LIMIT, failOn: 'error' });
  const { format, autoOrient } = await image.metadata();
  if (!formats.has(format)) throw new Error(`${format} is not a format that we take`);
  return { image, size: autoOrient };
}

/** Upright, sRGB, without transparency: what every step of ours works on. */
export const plain = ({ image }: Opened): Sharp => image.autoOrient().toColourspace('srgb').flatten({ background: '#ffffff' });

/** Runs work on a picture; whatever the decoder stumbles over is `image.invalid`. */
export async function decoding<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    return fail('image.invalid', { reason: cause instanceof Error ? cause.message : String(cause) }, { cause });
  }
}
