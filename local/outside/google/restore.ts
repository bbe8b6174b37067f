import sharp from 'sharp';
import { enhancePicture } from './enhance.ts';
import { repairDamage } from './repair.ts';

const LONG_SIDE = 2048;

/** Really restores, with plain means: damage goes, light is set right, the picture is enlarged (twice, unless told) and sharpened. */
export async function restorePicture(image: Buffer, long?: number): Promise<Buffer> {
  const { width, height } = await sharp(image).metadata();
  return enhancePicture(await repairDamage(image), long ?? Math.min(LONG_SIDE, 2 * Math.max(width, height)));
}
