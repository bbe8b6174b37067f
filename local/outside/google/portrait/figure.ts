import { flood, inverse, type Mask, threshold, withoutSpecks } from '../pixels/areas.ts';
import { blank, boxBlur, greyOf, type Plane } from '../pixels/plane.ts';

/** Shades of each channel that are told apart. */
const SHADES = 12;
/** How much a colour may say against where people stand: a factor of its exponential. */
const MOST = 2.5;
const ROUNDS = 3;
/** Of the picture: what is smaller and stands alone is no person. */
const SPECK = 0.01;

/**
 * 1 where the surroundings of a person probably are, before a lively background. What is known of the person is that they are in the middle, from
 * the head's height down to the lower edge; that the surroundings are at the upper corners; and that colours go with one or the other.
 */
export function findSurroundings(plane: Plane): Mask {
  const shades = shadesOf(plane);
  const grey = greyOf(plane);
  const expected = expectation(plane);
  let person = expected;
  for (let round = 0; round < ROUNDS; round++) {
    const says = evidence(shades, person);
    const belief = expected.data.map((value, at) => 1 / (1 + Math.exp(-Math.log(value / (1 - value)) - says[shades[at]!]!)));
    person = guided(grey, { ...grey, data: belief }, Math.max(2, Math.round(0.02 * Math.max(plane.width, plane.height))));
  }
  const figure = withoutSpecks(threshold(person, 0.5), SPECK * person.data.length);
  return flood(inverse(figure), edgeOf(plane));
}

/** 0.02–0.98: head and shoulders. */
function expectation({ width, height }: Plane): Plane {
  const out = blank({ data: new Float32Array(), width, height, channels: 1 }, 1);
  const head = { x: Math.min(0.36, (0.25 * height) / width + 0.06), y: 0.3 };
  for (let at = 0; at < out.data.length; at++) {
    const [x, y] = [Math.abs((at % width) / width - 0.5), Math.floor(at / width) / height];
    const inHead = 1 - Math.hypot(x / head.x, (y - 0.42) / head.y);
    const shoulder = 0.2 + Math.min(0.26, Math.max(0, y - 0.6) * 1.1);
    const inBody = Math.min((shoulder - x) / 0.3, (y - 0.55) / 0.2);
    out.data[at] = 0.02 + 0.96 / (1 + Math.exp(-7 * Math.max(inHead, inBody)));
  }
  return out;
}

/** Which of the `SHADES`³ colours each pixel has. */
function shadesOf({ data }: Plane): Uint16Array {
  const shades = new Uint16Array(data.length / 3);
  const shade = (value: number): number => Math.min(SHADES - 1, Math.floor((value * SHADES) / 256));
  for (let at = 0; at < shades.length; at++)
    shades[at] = (shade(data[3 * at]!) * SHADES + shade(data[3 * at + 1]!)) * SHADES + shade(data[3 * at + 2]!);
  return shades;
}

/** For each colour: how much more often the person has it than the surroundings, as a logarithm. */
function evidence(shades: Uint16Array, person: Plane): Float32Array {
  const [front, back] = [new Float32Array(SHADES ** 3), new Float32Array(SHADES ** 3)];
  let [fronts, backs] = [0, 0];
  for (const [at, shade] of shades.entries()) {
    const share = person.data[at]!;
    front[shade]! += share ** 2;
    back[shade]! += (1 - share) ** 2;
    fronts += share ** 2;
    backs += (1 - share) ** 2;
  }
  const few = 0.0015;
  return front.map((value, shade) => Math.max(-MOST, Math.min(MOST, Math.log((value / fronts + few) / (back[shade]! / backs + few)))));
}

/** `plane` with its edges where `guide` has them: a guided filter (He, Sun and Tang 2010). */
function guided(guide: Plane, plane: Plane, radius: number): Plane {
  const times = (one: Plane, other: Plane): Plane => ({ ...one, data: one.data.map((value, at) => value * other.data[at]!) });
  const [meanG, meanP, meanGG, meanGP] = [guide, plane, times(guide, guide), times(guide, plane)].map((one) => boxBlur(one, radius)) as [
    Plane,
    Plane,
    Plane,
    Plane,
  ];
  const slope = meanG.data.map((mean, at) => (meanGP.data[at]! - mean * meanP.data[at]!) / (meanGG.data[at]! - mean * mean + 100));
  const base = meanP.data.map((mean, at) => mean - slope[at]! * meanG.data[at]!);
  const [slopes, bases] = [boxBlur({ ...plane, data: slope }, radius), boxBlur({ ...plane, data: base }, radius)];
  return { ...plane, data: guide.data.map((value, at) => Math.min(0.98, Math.max(0.02, slopes.data[at]! * value + bases.data[at]!))) };
}

/** Pixels of the picture's edge, without the lower one, on which people stand. */
function edgeOf({ width, height }: Plane): number[] {
  return Array.from({ length: width * height }, (_, at) => at).filter((at) => at < width || at % width === 0 || at % width === width - 1);
}
