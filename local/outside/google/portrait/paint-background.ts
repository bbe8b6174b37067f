import sharp from 'sharp';
import type { Rgb } from '#shared/domain/repair/types.ts';
import { planeOf } from '../pixels/plane.ts';
import { findBackdrop } from './backdrop.ts';
import { fieldsOf, matteOf } from './matte.ts';

/** Long side of the copy on which areas are told apart. */
const SMALL = 400;

/**
 * The person before one colour. Finds a plain backdrop by its colour, from the picture's edge inwards; hair at the edge stays, strand by
 * strand, with the backdrop's share of each pixel changed for the new colour's. Knows nothing of people: before a lively background it
 * keeps what the backdrop's colour doesn't reach.
 */
export async function paintBackground(image: Buffer, { r, g, b }: Rgb): Promise<Buffer> {
  const plane = await planeOf(image);
  const scale = Math.min(1, SMALL / Math.max(plane.width, plane.height));
  const small = await planeOf(image, { width: side(plane.width * scale), height: side(plane.height * scale) });
  const { alpha, paper } = matteOf(plane, fieldsOf(small, findBackdrop(small)));
  const colour = [r, g, b];
  const out = Buffer.alloc(plane.data.length);
  for (let at = 0; at < alpha.length; at++) {
    const share = alpha[at]!;
    for (let c = 0; c < 3; c++) {
      const value = share === 0 ? colour[c]! : plane.data[3 * at + c]! + (1 - share) * (colour[c]! - paper.data[3 * at + c]!);
      out[3 * at + c] = Math.min(255, Math.max(0, Math.round(value)));
    }
  }
  return sharp(out, { raw: { width: plane.width, height: plane.height, channels: 3 } })
    .png({ compressionLevel: 1 })
    .toBuffer();
}

const side = (length: number): number => Math.max(1, Math.round(length));
