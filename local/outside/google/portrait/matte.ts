import { inverse, type Mask, threshold } from '../pixels/areas.ts';
import { blank, boxBlur, greyOf, type Plane } from '../pixels/plane.ts';
import { spread } from '../pixels/spread.ts';
import type { Backdrop } from './backdrop.ts';

/** Of the long side: how far hair stands out into the backdrop, how far the backdrop may shine into an outline, and how far into dark curls. */
const OUTWARDS = 0.06;
const INWARDS = 0.035;
const CURLS = { inwards: 0.065, darker: 80 };
/** Of the long side: how far about a pixel the person's own difference from the backdrop is measured; and with what weight from further away. */
const NEAR = 0.025;
const FAR = { reach: 0.07, weight: 0.6, until: 0.85 };

/** What a small copy tells about each place of the picture. */
export interface Fields {
  /** 0 backdrop … 1 person, as far as areas tell. */
  person: Plane;
  /** 0.5 at the outline, 1 well inside. */
  depth: Plane;
  /** More than 0 where a pixel may show both. */
  mixed: Plane;
  /** The way from the backdrop's colour to the person's, about here: three channels. */
  way: Plane;
  /** The backdrop's colour. */
  paper: Plane;
}

export function fieldsOf(plane: Plane, { mask, paper }: Backdrop): Fields {
  const long = Math.max(plane.width, plane.height);
  const radius = (share: number): number => Math.max(1, Math.round(share * long));
  const person = inverse(mask);
  const outwards = threshold(boxBlur(person, radius(OUTWARDS)), 0);
  const inwards = threshold(boxBlur(mask, radius(INWARDS)), 0);
  const curls = threshold(boxBlur(mask, radius(CURLS.inwards)), 0);
  const depth = boxBlur(person, radius(INWARDS));
  const near = wayOf(plane, paper, person, radius(NEAR));
  const darker = greyOf(near);
  const mixed = mask.data.map((backdrop, at) => {
    if (backdrop) return outwards.data[at]!;
    return darker.data[at]! < -CURLS.darker ? curls.data[at]! : inwards.data[at]!;
  });
  return {
    person: boxBlur(person, 1),
    depth,
    mixed: boxBlur({ ...mask, data: mixed }, 1),
    way: longer(near, wayOf(plane, paper, person, radius(FAR.reach)), depth),
    paper,
  };
}

/** Of the long side: how soft the edge of a guess is. */
const SOFT = 0.006;

/** Fields by areas alone, where colours don't tell the person from what is behind them. */
export function fieldsOfAreas(plane: Plane, surroundings: Mask): Fields {
  const long = Math.max(plane.width, plane.height);
  const person = boxBlur(inverse(surroundings), Math.max(1, Math.round(SOFT * long)));
  const paper = spread(plane, surroundings, Math.round(NEAR * long));
  return { person, depth: person, mixed: blank(plane, 1), way: blank(plane, 3), paper };
}

/** The mean way to the person's pixels nearby, in which those that are further count for more: a strand, not what is seen between two. */
function wayOf(plane: Plane, paper: Plane, person: Plane, radius: number): Plane {
  const weight = differences(plane, paper);
  for (let at = 0; at < weight.data.length; at++) weight.data[at]! *= person.data[at]!;
  const ways = { ...plane, data: plane.data.map((value, i) => (value - paper.data[i]!) * weight.data[Math.floor(i / 3)]!) };
  const [sum, weights] = [boxBlur(boxBlur(ways, radius), radius), boxBlur(boxBlur(weight, radius), radius)];
  return { ...plane, data: sum.data.map((value, i) => value / Math.max(1, weights.data[Math.floor(i / 3)]!)) };
}

/** At each place the longer of the two ways, the other one shortened: it counts where the outline is, not inside, where cloth may be another matter. */
function longer(one: Plane, other: Plane, depth: Plane): Plane {
  const data = one.data.slice();
  for (let i = 0; i < data.length; i += 3) {
    const weight = FAR.weight * Math.min(1, Math.max(0, (FAR.until - depth.data[i / 3]!) / 0.2));
    const short = { data: other.data.subarray(i, i + 3).map((value) => value * weight) };
    if (lengthOf(short.data, 0) > lengthOf(data, i)) data.set(short.data, i);
  }
  return { ...one, data };
}

export const lengthOf = (data: Float32Array, at: number): number => Math.hypot(data[at]!, data[at + 1]!, data[at + 2]!);

/** How far each pixel's colour is from the paper's, 0–441. */
export function differences(image: Plane, paper: Plane): Plane {
  const out = blank(image, 1);
  for (let at = 0; at < out.data.length; at++) {
    const off = (channel: number): number => image.data[3 * at + channel]! - paper.data[3 * at + channel]!;
    out.data[at] = Math.hypot(off(0), off(1), off(2));
  }
  return out;
}
