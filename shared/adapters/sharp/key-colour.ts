import type { PictureTools } from '../../domain/repair/ports.ts';
import type { Rgb } from '../../domain/repair/types.ts';
import { decoding, open, plain } from './open.ts';

/** A colour that a background can be keyed with. */
export interface KeyColour {
  rgb: Rgb;
  /** How much of it is in a colour: 255 when it is the key, 0 or less when none is. */
  excess(r: number, g: number, b: number): number;
  /** The colour without what the key's light adds to it. Between its other two channels nothing is natural that exceeds their mean by much. */
  without(r: number, g: number, b: number): [number, number, number];
}

const limit = (one: number, other: number): number => (3 * Math.max(one, other) + Math.min(one, other)) / 4;

/** The best first: cameras and JPEG keep green finest, and few people wear it. */
export const keyColours: readonly KeyColour[] = [
  {
    rgb: { r: 0, g: 255, b: 0 },
    excess: (r, g, b) => g - Math.max(r, b),
    without: (r, g, b) => [r, Math.min(g, limit(r, b)), b],
  },
  {
    rgb: { r: 255, g: 0, b: 255 },
    excess: (r, g, b) => Math.min(r, b) - g,
    without(r, g, b) {
      const shine = Math.max(0, Math.min(r, b) - g);
      return [r - shine, g, b - shine];
    },
  },
  {
    rgb: { r: 0, g: 0, b: 255 },
    excess: (r, g, b) => b - Math.max(r, g),
    without: (r, g, b) => [r, g, Math.min(b, limit(r, g))],
  },
];

export function keyColourOf({ r, g, b }: Rgb): KeyColour {
  const known = keyColours.find(({ rgb }) => rgb.r === r && rgb.g === g && rgb.b === b);
  if (!known) throw new Error(`${r},${g},${b} is no key colour`);
  return known;
}

/** Side of the small copy that is looked at. */
const SIDE = 96;
/** Excess from which a pixel has the key's colour, of 255; below it is grey that leans that way. */
const TINGED = 24;
/** Part of the pixels at the edge that have to be background: a portrait fills the lower half of it. */
const MOSTLY = 0.25;

const small = async (bytes: Uint8Array): Promise<Buffer> =>
  plain(await open(bytes))
    .resize(SIDE, SIDE, { fit: 'fill' })
    .raw()
    .toBuffer();

export const keyColourFor: PictureTools['keyColourFor'] = (picture) =>
  decoding(async () => {
    const data = await small(picture.bytes);
    const amounts = keyColours.map(({ excess }) => {
      let amount = 0;
      for (let at = 0; at < data.length; at += 3) amount += Math.max(0, excess(data[at]!, data[at + 1]!, data[at + 2]!) - TINGED);
      return amount;
    });
    return keyColours[amounts.indexOf(Math.min(...amounts))]!.rgb;
  });

export const isKeyed: PictureTools['isKeyed'] = (picture, key) =>
  decoding(async () => {
    const data = await small(picture.bytes);
    const { excess } = keyColourOf(key);
    let edge = 0;
    let keyed = 0;
    for (let at = 0; at < SIDE * SIDE; at++) {
      const [x, y] = [at % SIDE, Math.floor(at / SIDE)];
      if (x > 1 && x < SIDE - 2 && y > 1 && y < SIDE - 2) continue;
      edge++;
      if (excess(data[3 * at]!, data[3 * at + 1]!, data[3 * at + 2]!) > 100) keyed++;
    }
    return keyed >= edge * MOSTLY;
  });
