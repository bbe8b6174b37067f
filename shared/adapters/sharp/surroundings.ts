import sharp from 'sharp';
import type { Rgb, Size } from '../../domain/repair/types.ts';
import { removeSpecks } from './areas.ts';
import type { KeyColour } from './key-colour.ts';

/** Long side of the copy on which areas are told apart. */
const LONG_SIDE = 768;
/** Excess of the key, of 255, from which a pixel is taken for background, and up to which for nothing but person. */
const CLEAR = 110;
const PURE = 12;
/** Of the picture: an area of the key's colour that is smaller and enclosed is a reflection on the person. */
const SPECK = 0.0004;
/** Of the picture: what is smaller and stands alone is no person, but grain in the background. */
const GRAIN = 0.002;
/** Of the long side: how far from the background hair may still show it. */
const REACH = 0.03;

export const BARE = 2;

/** What a keyed picture's edge is judged by; planes are as large as the picture. */
export interface Surroundings {
  key: KeyColour;
  /** 0 where only the person is, `BARE` where only background, otherwise both may be. */
  mask: Buffer;
  /** 0 outside the person, rising to 255 well inside the person. */
  deep: Buffer;
  /** The colour that the background really has: models come near the asked colour, not to it. */
  background: Rgb;
  /** The person's colour nearby, RGB. */
  front: Buffer;
}

export async function surroundings(data: Buffer, size: Size, key: KeyColour): Promise<Surroundings> {
  const scale = Math.min(1, LONG_SIDE / Math.max(size.width, size.height));
  const small = { width: Math.max(1, Math.round(size.width * scale)), height: Math.max(1, Math.round(size.height * scale)) };
  const reach = Math.max(1, REACH * Math.max(small.width, small.height));
  const copy = await sharp(data, { raw: { ...size, channels: 3 } })
    .resize({ ...small, fit: 'fill', kernel: 'nearest' })
    .raw()
    .toBuffer();
  const { clear, person, solid } = areas(copy, key);
  removeSpecks(clear, small.width, SPECK * clear.length, true);
  removeSpecks(solid, small.width, GRAIN * solid.length, false);
  const zone = await grown(clear, small, reach / 2);
  const [mixed, near] = [await large(zone, small, size), await large(await grown(solid, small, reach), small, size)];
  const inside = await large(await shrunk(zone, small, reach / 5), small, size);
  const deep = inside.map((value, pixel) => (mixed[pixel] === 0 ? value : 0)) as Buffer;
  const mask = mixed.map((value, pixel) => (value === 0 ? 0 : near[pixel] === 0 ? BARE : 1)) as Buffer;
  return { key, mask, deep, background: middle(copy, clear) ?? key.rgb, front: await spread(person, small, reach, size) };
}

/** The area with what lies about it, as far as a blur of `sigma` shows. */
const grown = (area: Buffer, small: Size, sigma: number): Promise<Buffer> =>
  sharp(area, { raw: { ...small, channels: 1 } })
    .blur(Math.max(0.5, sigma))
    .threshold(6)
    .extractChannel(0)
    .raw()
    .toBuffer();

/** What is not the area, rising from 0 at its edge to 255. */
const shrunk = (area: Buffer, small: Size, sigma: number): Promise<Buffer> =>
  sharp(area, { raw: { ...small, channels: 1 } })
    .negate()
    .blur(Math.max(0.5, sigma))
    .linear(2, -255)
    .extractChannel(0)
    .raw()
    .toBuffer();

const large = (plane: Buffer, small: Size, size: Size): Promise<Buffer> =>
  sharp(plane, { raw: { ...small, channels: 1 } })
    .resize({ ...size, fit: 'fill', kernel: 'linear' })
    .extractChannel(0)
    .raw()
    .toBuffer();

/** 255 where the background certainly is, and where nothing of the key is; and that person's colours, RGBA. */
function areas(copy: Buffer, { excess }: KeyColour): { clear: Buffer; solid: Buffer; person: Buffer } {
  const [clear, solid] = [Buffer.alloc(copy.length / 3), Buffer.alloc(copy.length / 3)];
  const person = Buffer.alloc(clear.length * 4);
  for (let pixel = 0; pixel < clear.length; pixel++) {
    const [r, g, b] = copy.subarray(3 * pixel, 3 * pixel + 3) as unknown as [number, number, number];
    const amount = excess(r, g, b);
    if (amount > CLEAR) clear[pixel] = 255;
    if (amount >= PURE) continue;
    solid[pixel] = 255;
    person.set([r, g, b, 255], 4 * pixel);
  }
  return { clear, solid, person };
}

/** The mean colour of the person's pixels nearby: what is see-through doesn't count in a blur. The widest reaches where the others don't. */
async function spread(person: Buffer, small: Size, reach: number, size: Size): Promise<Buffer> {
  const blurred = (radius: number) =>
    sharp(person, { raw: { ...small, channels: 4 } })
      .blur(radius)
      .png()
      .toBuffer();
  const [wide, middle, near] = await Promise.all([blurred(reach * 3), blurred(reach), blurred(Math.max(0.5, reach / 5))]);
  const all = await sharp(wide)
    .composite([{ input: middle }, { input: near }])
    .removeAlpha()
    .raw()
    .toBuffer();
  return sharp(all, { raw: { ...small, channels: 3 } })
    .resize({ ...size, fit: 'fill', kernel: 'linear' })
    .raw()
    .toBuffer();
}

/** The middle value of each channel where the mask is. */
function middle(data: Buffer, mask: Buffer): Rgb | undefined {
  const counts = [0, 1, 2].map(() => new Uint32Array(256));
  let total = 0;
  for (let pixel = 0; pixel < mask.length; pixel++) {
    if (mask[pixel] === 0) continue;
    total++;
    for (const channel of [0, 1, 2]) counts[channel]![data[3 * pixel + channel]!]!++;
  }
  if (total === 0) return undefined;
  const [r = 0, g = 0, b = 0] = counts.map((count) => {
    let level = 0;
    for (let below = count[0]!; below * 2 < total; below += count[level]!) level++;
    return level;
  });
  return { r, g, b };
}
