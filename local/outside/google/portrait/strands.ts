import { boxBlur, lumaOf, type Plane, stretched } from '../pixels/plane.ts';
import { differences, type Fields, lengthOf } from './matte.ts';

/** Times the grain: what differs less is bare backdrop. */
const GRAIN = 2.2;
/** Of the person's difference: what differs more is person. At the outline a strand is mixed with what is behind it; inside only gaps are. */
const PERSON = { outline: 0.9, inside: 0.5 };
/** Times the grain: what lies so far beside the way from the backdrop to the person is a colour of the person's own, no mixture. */
const BESIDE = { little: 2.5, enough: 5 };
/** Times the grain: the person's difference from which colour is trusted, and from which it alone decides. */
const TELLING = { little: 7, enough: 12 };
/** How much darker than the backdrop (of 255) is hair, through which it shines from deep inside. */
const HAIR = { from: 60, to: 90, share: 0.7 };
/** Mean share, over a small window, below which a pixel stands alone: grain. A hair has more. */
const ALONE = 0.08;

/**
 * How much of each pixel is the person, 0–1: how far it is from the backdrop's colour, measured by how far the person is. Where the two hardly
 * differ the area decides.
 */
export function matteOf(image: Plane, fields: Fields): { alpha: Float32Array; paper: Plane } {
  const [person, depth, mixed, way, paper] = [fields.person, fields.depth, fields.mixed, fields.way, fields.paper].map((field) =>
    stretched(field, image),
  ) as [Plane, Plane, Plane, Plane, Plane];
  const off = differences(image, paper);
  const grain = grainOf(off, person);
  const bare = GRAIN * grain;
  const strands = {
    ...off,
    data: off.data.map((distance, at) => {
      const length = lengthOf(way.data, 3 * at);
      const isHair = ramp(-lumaOf(way.data, 3 * at), HAIR.from, HAIR.to);
      const inside = ramp(depth.data[at]!, 0.75, 0.98) * (1 - HAIR.share * isHair);
      const whole = (PERSON.outline + (PERSON.inside - PERSON.outline) * inside) * length;
      const mixture = ramp(distance, bare, Math.max(1.3 * bare, whole));
      const along = dot(image, paper, way, 3 * at) / Math.max(1, length);
      const beside = Math.sqrt(Math.max(0, distance ** 2 - along ** 2));
      return Math.max(mixture, ramp(person.data[at]!, 0.5, 1) * ramp(beside / grain, BESIDE.little, BESIDE.enough));
    }),
  };
  const company = boxBlur(strands, 2);
  const alpha = person.data.map((area, at) => {
    const byArea = smooth(ramp(area, 0.25, 0.75));
    if (mixed.data[at]! <= 0) return byArea;
    const byColour = strands.data[at]! * smooth(company.data[at]! / ALONE);
    const trust = Math.min(1, mixed.data[at]! * 2) * smooth(ramp(lengthOf(way.data, 3 * at) / grain, TELLING.little, TELLING.enough));
    return byArea + (byColour - byArea) * trust;
  });
  return { alpha, paper };
}

function dot(image: Plane, paper: Plane, way: Plane, at: number): number {
  let sum = 0;
  for (let c = at; c < at + 3; c++) sum += (image.data[c]! - paper.data[c]!) * way.data[c]!;
  return sum;
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
