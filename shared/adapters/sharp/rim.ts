import sharp from 'sharp';
import type { Rgb, Size } from '../../domain/repair/types.ts';
import { encodeRgb } from './rgb-jpeg.ts';

/** Pixels at each edge of the picture that are exactly the background's colour, but for those blocks in which the person reaches the edge. */
export const RIM = 4;
/** Side of the blocks that JPEG encodes each for itself. */
const BLOCK = 8;
const TRIES = 24;
/** How far what disturbs the rim gives way to the background in each try. */
const FADING = 0.12;

/** A picture over a background, RGB, and how much of each pixel the person covers (0: not at all). */
interface Composed {
  data: Buffer;
  cover: Uint8Array;
  size: Size;
  rgb: Rgb;
}

/**
 * In a block that holds both, the person's encoding shines over to the background by a few levels. Where that reaches the rim, the person's
 * pixels of the block (a hair's tip, in pictures that are small) are brought to what the encoding makes of them, and fade a little, until it
 * doesn't. Changes `data`.
 */
export async function settleRim(composed: Composed): Promise<void> {
  const { width, height } = composed.size;
  const [right, bottom] = [firstBlock(width), firstBlock(height)];
  await settle(composed, { left: 0, top: 0, width, height: Math.min(BLOCK, height) });
  await settle(composed, { left: 0, top: bottom, width, height: height - bottom });
  await settle(composed, { left: 0, top: 0, width: Math.min(BLOCK, width), height });
  await settle(composed, { left: right, top: 0, width: width - right, height });
}

/** Where the first block begins that holds some of the last rim. */
const firstBlock = (length: number): number => BLOCK * Math.floor(Math.max(0, length - RIM) / BLOCK);

interface Strip extends Size {
  left: number;
  top: number;
}

async function settle(composed: Composed, strip: Strip): Promise<void> {
  for (let left = TRIES; left > 0; left--) {
    const decoded = await sharp(await encodeRgb(cut(composed, strip), strip))
      .raw()
      .toBuffer();
    const disturbed = blocksOff(composed, strip, decoded);
    if (disturbed.size === 0) return;
    fade(composed, strip, decoded, disturbed, left === 1 ? 1 : FADING);
  }
}

/** Calls `visit` with each pixel of the strip: its place in the picture, and in the strip, and its block. */
function eachPixel({ size }: Composed, strip: Strip, visit: (at: number, inStrip: number, block: number) => void): void {
  for (let y = 0; y < strip.height; y++) {
    for (let x = 0; x < strip.width; x++) {
      const block = (y >> 3) * Math.ceil(strip.width / BLOCK) + (x >> 3);
      visit((strip.top + y) * size.width + strip.left + x, y * strip.width + x, block);
    }
  }
}

function cut(composed: Composed, strip: Strip): Buffer {
  const out = Buffer.alloc(strip.width * strip.height * 3);
  eachPixel(composed, strip, (at, inStrip) => composed.data.copy(out, 3 * inStrip, 3 * at, 3 * at + 3));
  return out;
}

/** Blocks whose pixels on the rim are bare and don't decode to the background's colour. */
function blocksOff(composed: Composed, strip: Strip, decoded: Buffer): Set<number> {
  const { cover, size, rgb } = composed;
  const off = new Set<number>();
  const covered = new Set<number>();
  eachPixel(composed, strip, (at, inStrip, block) => {
    const [x, y] = [at % size.width, Math.floor(at / size.width)];
    if (Math.min(x, y, size.width - 1 - x, size.height - 1 - y) >= RIM) return;
    const i = 3 * inStrip;
    if (cover[at] !== 0) covered.add(block);
    else if (decoded[i] !== rgb.r || decoded[i + 1] !== rgb.g || decoded[i + 2] !== rgb.b) off.add(block);
  });
  for (const block of covered) off.delete(block);
  return off;
}

function fade(composed: Composed, strip: Strip, decoded: Buffer, blocks: ReadonlySet<number>, share: number): void {
  const { data, cover, rgb } = composed;
  const background = [rgb.r, rgb.g, rgb.b];
  eachPixel(composed, strip, (at, inStrip, block) => {
    if (!blocks.has(block) || cover[at] === 0) return;
    for (let c = 0; c < 3; c++) {
      const value = decoded[3 * inStrip + c]!;
      data[3 * at + c] = Math.round(value + (background[c]! - value) * share);
    }
  });
}
