import { inverse, threshold } from '../pixels/areas.ts';
import { blank, boxBlur, type Plane, stretched } from '../pixels/plane.ts';
import type { Backdrop } from './backdrop.ts';

/** Of the long side: how far hair stands out into the backdrop, and how far the backdrop shines into hair. */
const OUTWARDS = 0.06;
const INWARDS = 0.035;
/** Of the long side: how far about a pixel the person's own difference from the backdrop is measured; and with what weight from further away. */
const NEAR = 0.025;
const FAR = { reach: 0.07, weight: 0.6 };

/** What a small copy tells about each place of the picture. */
export interface Fields {
  /** 0 backdrop … 1 person, as far as areas tell. */
  person: Plane;
  /** 0.5 at the outline, 1 well inside. */
  depth: Plane;
  /** More than 0 where a pixel may show both. */
  mixed: Plane;
  /** How far the person's colours are from the backdrop's, about here. */
  contrast: Plane;
  /** The backdrop's colour. */
  paper: Plane;
}

export function fieldsOf(plane: Plane, { mask, paper }: Backdrop): Fields {
  const long = Math.max(plane.width, plane.height);
  const radius = (share: number): number => Math.max(1, Math.round(share * long));
  const person = inverse(mask);
  const outwards = threshold(boxBlur(person, radius(OUTWARDS)), 0);
  const inwards = threshold(boxBlur(mask, radius(INWARDS)), 0);
  const mixed = { ...mask, data: mask.data.map((backdrop, at) => (backdrop ? outwards.data[at]! : inwards.data[at]!)) };
  const [near, far] = [contrastOf(plane, paper, person, radius(NEAR)), contrastOf(plane, paper, person, radius(FAR.reach))];
  return {
    person: boxBlur(person, 1),
    depth: boxBlur(person, radius(INWARDS)),
    mixed: boxBlur(mixed, 1),
    contrast: { ...mask, data: near.map((value, at) => Math.max(value, FAR.weight * far[at]!)) },
    paper,
  };
}

/** The mean difference of the person's pixels nearby, in which those that differ more count for more: a strand, not what is seen between two. */
function contrastOf(plane: Plane, paper: Plane, person: Plane, radius: number): Float32Array {
  const off = differences(plane, paper);
  const weighted = { ...off, data: off.data.map((value, at) => value * person.data[at]!) };
  const squared = { ...off, data: weighted.data.map((value) => value * value) };
  const [above, below] = [boxBlur(boxBlur(squared, radius), radius), boxBlur(boxBlur(weighted, radius), radius)];
  return above.data.map((value, at) => value / Math.max(1, below.data[at]!));
}

/** How far each pixel's colour is from the paper's, 0–441. */
export function differences(image: Plane, paper: Plane): Plane {
  const out = blank(image, 1);
  for (let at = 0; at < out.data.length; at++) {
    const off = (channel: number): number => image.data[3 * at + channel]! - paper.data[3 * at + channel]!;
    out.data[at] = Math.hypot(off(0), off(1), off(2));
  }
  return out;
}

/** Times the grain: what differs less is bare backdrop. */
const GRAIN = 2.2;
/** Of the person's difference: what differs more is person. At the outline a strand is mixed with what is behind it; inside only gaps are. */
const PERSON = { outline: 0.9, inside: 0.3 };
/** Times the grain: the person's difference from which colour is trusted, and from which it alone decides. */
const TELLING = { little: 7, enough: 12 };
/** Mean share, over a small window, below which a pixel stands alone: grain. A hair has more. */
const ALONE = 0.08;

/**
 * How much of each pixel is the person, 0–1: how far it is from the backdrop's colour, measured by how far the person is. Where the two hardly
 * differ the area decides.
 */
export function matteOf(image: Plane, fields: Fields): { alpha: Float32Array; paper: Plane } {
  const [person, depth, mixed, contrast, paper] = [fields.person, fields.depth, fields.mixed, fields.contrast, fields.paper].map((field) =>
    stretched(field, image),
  ) as [Plane, Plane, Plane, Plane, Plane];
  const off = differences(image, paper);
  const grain = grainOf(off, person);
  const bare = GRAIN * grain;
  const strands = {
    ...off,
    data: off.data.map((value, at) => {
      const inside = ramp(depth.data[at]!, 0.75, 0.98);
      const whole = (PERSON.outline + (PERSON.inside - PERSON.outline) * inside) * contrast.data[at]!;
      return ramp(value, bare, Math.max(1.3 * bare, whole));
    }),
  };
  const company = boxBlur(strands, 2);
  const alpha = person.data.map((area, at) => {
    const byArea = smooth(ramp(area, 0.25, 0.75));
    if (mixed.data[at]! <= 0) return byArea;
    const byColour = strands.data[at]! * smooth(company.data[at]! / ALONE);
    const trust = Math.min(1, mixed.data[at]! * 2) * smooth(ramp(contrast.data[at]! / grain, TELLING.little, TELLING.enough));
    return byArea + (byColour - byArea) * trust;
  });
  return { alpha, paper };
}

/** The middle difference of the bare backdrop's pixels. */
function grainOf({ data }: Plane, person: Plane): number {
  const counts = new Uint32Array(442);
  let total = 0;
  for (let at = 0; at < data.length; at++) {
    if (person.data[at]! > 0) continue;
    counts[Math.min(441, Math.round(data[at]!))]!++;
    total++;
  }
  let level = 0;
  for (let below = counts[0]!; below * 2 < total; below += counts[level]!) level++;
  return Math.max(3, level);
}

const ramp = (value: number, from: number, to: number): number => Math.min(1, Math.max(0, (value - from) / (to - from)));
const smooth = (value: number): number => {
  const t = ramp(value, 0, 1);
  return t * t * (3 - 2 * t);
};
