import type { Size } from '../../domain/repair/types.ts';

/** Lines at each edge of the picture that are exactly the background's colour, but for blocks in which the person is at the edge. */
export const RIM = 4;
/** Side of the blocks that JPEG encodes each for itself: what is in one shines over to the rest of it by a few levels. */
const BLOCK = 8;
/** The person is at the edge where they cover one of so many outer lines, or more than such a part of the block. */
const TOUCHED = 2;
const MOSTLY = 0.5;
/** Of 255: what covers less at the edge is a stray hair. */
const FAINT = 96;
/** By how much a veil gets thinner with each pixel. */
const THINNING = 32;

/** A part of the picture along one of its edges. */
export interface Strip extends Size {
  left: number;
  top: number;
}

/** The rims and what a veil over them fades out in. */
export function rimsOf({ width, height }: Size): Strip[] {
  const [right, bottom] = [Math.max(0, firstBlock(width) - BLOCK), Math.max(0, firstBlock(height) - BLOCK)];
  return [
    { left: 0, top: 0, width, height: Math.min(2 * BLOCK, height) },
    { left: 0, top: bottom, width, height: height - bottom },
    { left: 0, top: 0, width: Math.min(2 * BLOCK, width), height },
    { left: right, top: 0, width: width - right, height },
  ];
}

/** Where the first block begins that holds some of the last rim. */
const firstBlock = (length: number): number => BLOCK * Math.floor(Math.max(0, length - RIM) / BLOCK);

/**
 * How much of the background has to lie over each pixel of the strip, so that the rim is bare and decodes exactly: 255 over blocks into which a
 * few hairs reach, less and less beside them. `cover` is how much of each pixel the person covers. `undefined` when nothing has to.
 */
export function veilOver(cover: Buffer, strip: Strip, picture: Size): Buffer | undefined {
  const blocks = blocksOf(cover, strip, picture);
  const veil = Buffer.alloc(cover.length);
  for (const { pixels, covered, atEdge } of blocks.values()) {
    if (covered > 0 && !atEdge && covered <= MOSTLY * 255 * pixels.length) for (const pixel of pixels) veil[pixel] = 255;
  }
  if (!veil.includes(255)) return undefined;
  fade(veil, strip.width);
  // A half veil of the background over itself would be rounded, to another colour.
  return veil.map((amount, pixel) => (cover[pixel] === 0 && amount < 255 ? 0 : amount)) as Buffer;
}

interface Block {
  pixels: number[];
  /** Sum of the cover. */
  covered: number;
  atEdge: boolean;
}

/** The blocks that hold some of the rim, by their place. */
function blocksOf(cover: Buffer, strip: Strip, picture: Size): Map<string, Block> {
  const blocks = new Map<string, Block>();
  const [right, bottom] = [firstBlock(picture.width), firstBlock(picture.height)];
  for (const [pixel, amount] of cover.entries()) {
    const [x, y] = [strip.left + (pixel % strip.width), strip.top + Math.floor(pixel / strip.width)];
    if (x >= BLOCK && y >= BLOCK && x < right && y < bottom) continue;
    const place = `${Math.floor(x / BLOCK)} ${Math.floor(y / BLOCK)}`;
    const block = blocks.get(place) ?? { pixels: [], covered: 0, atEdge: false };
    blocks.set(place, block);
    block.pixels.push(pixel);
    block.covered += amount;
    block.atEdge ||= amount >= FAINT && Math.min(x, y, picture.width - 1 - x, picture.height - 1 - y) < TOUCHED;
  }
  return blocks;
}

/** Lets the veil run out over its neighbours. */
function fade(veil: Buffer, width: number): void {
  const spread = (from: number, to: number): void => {
    veil[to] = Math.max(veil[to]!, (veil[from] ?? 0) - THINNING);
  };
  for (let pixel = 0; pixel < veil.length; pixel++) {
    if (pixel % width > 0) spread(pixel - 1, pixel);
    spread(pixel - width, pixel);
  }
  for (let pixel = veil.length - 1; pixel >= 0; pixel--) {
    if (pixel % width < width - 1) spread(pixel + 1, pixel);
    spread(pixel + width, pixel);
  }
}
