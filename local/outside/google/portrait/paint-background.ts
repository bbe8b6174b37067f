import sharp from 'sharp';
import type { Rgb } from '#shared/domain/repair/types.ts';
import type { Mask } from '../pixels/areas.ts';
import { type Plane, planeOf } from '../pixels/plane.ts';
import { findBackdrop } from './backdrop.ts';
import { findSurroundings } from './figure.ts';
import { type Fields, fieldsOf, fieldsOfAreas } from './matte.ts';
import { matteOf } from './strands.ts';

/** Long side of the copy on which areas are told apart, and of the result. */
const SMALL = 400;
const LARGE = 2048;
/** Part of where a person is to be expected: a backdrop that reaches further into it is none, but a colour that they share. */
const INTRUSION = 0.11;

/**
 * The person before one colour. A plain backdrop is found by its colour; hair before it stays, strand by strand, with the backdrop's share of each
 * pixel changed for the new colour's. Before a lively background the outline is a guess: this knows nothing of people.
 */
export async function paintBackground(image: Buffer, { r, g, b }: Rgb): Promise<Buffer> {
  const plane = await planeOf(await sharp(image).resize(LARGE, LARGE, { fit: 'inside', withoutEnlargement: true }).png().toBuffer());
  const scale = Math.min(1, SMALL / Math.max(plane.width, plane.height));
  const side = (length: number): number => Math.max(1, Math.round(length * scale));
  const { alpha, paper } = matteOf(plane, judge(await planeOf(image, { width: side(plane.width), height: side(plane.height) })));
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

function judge(small: Plane): Fields {
  const surroundings = findSurroundings(small);
  const backdrop = findBackdrop(small);
  return intrusion(backdrop.mask, surroundings) < INTRUSION ? fieldsOf(small, backdrop) : fieldsOfAreas(small, surroundings);
}

function intrusion(backdrop: Mask, surroundings: Mask): number {
  let [within, inside] = [0, 0];
  for (const [at, outside] of surroundings.data.entries()) {
    if (outside) continue;
    inside++;
    within += backdrop.data[at]!;
  }
  return within / Math.max(1, inside);
}
