import { flood, inverse, opened, threshold, withoutSpecks } from '../pixels/areas.ts';
import { boxBlur, type Plane } from '../pixels/plane.ts';
import { spread } from '../pixels/spread.ts';
import { fitSurface, painted } from './surface.ts';

/** Of the sides: how wide the strip is that the backdrop's colour is first taken from, and how far down it goes. Shoulders fill the rest. */
const STRIP = 0.04;
const DOWN = 0.7;
/** Times the deviation of the backdrop. */
const BACKDROP = 2.4;
/** Pixels by which an area has to be wide to be one: cuts the threads by which a flood gets into cloth. */
const OPENING = 2;
/** Of the picture: what is smaller and stands alone is no person. */
const SPECK = 0.004;
const ROUNDS = 3;
/** Of the long side. */
const RIM = 0.02;
/** Of the long side: how far about a pixel the backdrop's colour is taken from. */
const AROUND = 0.06;

export interface Backdrop {
  /** 1 where the backdrop is. */
  mask: Plane;
  /** Its colour everywhere, also where the person stands. */
  paper: Plane;
}

/**
 * The backdrop of a portrait: from the upper edge and the sides inwards as far as its colour goes, which is then measured again over all of it,
 * because light falls off downwards. `plane` is small, about 400 pixels.
 */
export function findBackdrop(plane: Plane): Backdrop {
  const calm = boxBlur(plane, 1);
  let { surface, deviation } = fitSurface(calm, strip(calm));
  let paper = painted(surface, calm);
  let mask = flood(alike(calm, paper, BACKDROP * deviation), strip(calm));
  for (let round = 0; round < ROUNDS; round++) {
    const pixels = pixelsOf(mask);
    if (pixels.length === 0) break;
    ({ surface, deviation } = fitSurface(calm, pixels));
    paper = spread(calm, mask, Math.round(AROUND * Math.max(calm.width, calm.height)), painted(surface, calm));
    mask = flood(alike(calm, paper, BACKDROP * deviation), pixels);
  }
  return { mask: toTheEdge(inverse(withoutSpecks(inverse(mask), SPECK * mask.data.length))), paper };
}

function alike({ data: colours, width, height }: Plane, paper: Plane, most: number): Plane {
  const data = new Float32Array(width * height);
  for (let at = 0; at < data.length; at++) {
    const off = (channel: number): number => colours[3 * at + channel]! - paper.data[3 * at + channel]!;
    data[at] = Math.hypot(off(0), off(1), off(2)) < most ? 1 : 0;
  }
  // Grain leaves holes, which would make an area narrower than it is.
  const closed = threshold(boxBlur({ data, width, height, channels: 1 }, 1), 0.6);
  return opened(closed, OPENING);
}

/** The rim of a scan is often paper or shadow: backdrop that comes near it goes on to it. */
function toTheEdge(mask: Plane): Plane {
  const { width, height } = mask;
  const rim = Math.round(RIM * Math.max(width, height));
  const inside = (at: number, length: number): number => Math.min(length - 1 - rim, Math.max(rim, at));
  const data = mask.data.map((value, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    return Math.max(value, mask.data[inside(y, height) * width + x]!, mask.data[y * width + inside(x, width)]!);
  });
  return { ...mask, data };
}

function strip({ width, height }: Plane): number[] {
  const edge = Math.max(1, Math.round(STRIP * Math.max(width, height)));
  const pixels: number[] = [];
  for (let y = 0; y < height * DOWN; y++) {
    for (let x = 0; x < width; x++) if (y < edge || x < edge || x >= width - edge) pixels.push(y * width + x);
  }
  return pixels;
}

function pixelsOf({ data }: Plane): number[] {
  const pixels: number[] = [];
  for (let pixel = 0; pixel < data.length; pixel++) if (data[pixel] === 1) pixels.push(pixel);
  return pixels;
}
