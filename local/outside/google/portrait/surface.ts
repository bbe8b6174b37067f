import { blank, type Plane } from '../pixels/plane.ts';

/** A smooth colour over the whole picture: the backdrop with its light falling off. Values of the three channels at a pixel. */
export type Surface = (x: number, y: number) => readonly [number, number, number];

const TERMS = 6;
const ROUNDS = 4;
/** Times the middle deviation; what is further off is no backdrop. */
const OUTLIER = 2.5;
const LEAST_DEVIATION = 4;
/** Pixels that say enough. */
const SAMPLE = 3000;

const terms = (u: number, v: number): number[] => [1, u, v, u * u, u * v, v * v];

/**
 * A second-degree surface through the pixels, by least squares; those that lie far from it are left out and it is laid again. Answers
 * it with the middle deviation of the pixels that it was laid through.
 */
export function fitSurface(plane: Plane, pixels: readonly number[]): { surface: Surface; deviation: number } {
  const every = Math.ceil(pixels.length / SAMPLE);
  const at = pixels.filter((_, i) => i % every === 0);
  let used = at;
  let weights = fit(plane, used);
  let deviation = LEAST_DEVIATION;
  for (let round = 0; round < ROUNDS; round++) {
    const distances = at.map((pixel) => distanceTo(plane, surfaceOf(plane, weights), pixel));
    deviation = Math.max(LEAST_DEVIATION, middle(distances));
    used = at.filter((_, i) => distances[i]! < OUTLIER * deviation);
    weights = fit(plane, used);
  }
  return { surface: surfaceOf(plane, weights), deviation };
}

/** The surface as a picture. */
export function painted(surface: Surface, plane: Plane): Plane {
  const paper = blank(plane, 3);
  for (let at = 0; at < plane.width * plane.height; at++) paper.data.set(surface(at % plane.width, Math.floor(at / plane.width)), 3 * at);
  return paper;
}

function distanceTo({ data, width }: Plane, surface: Surface, pixel: number): number {
  const [r, g, b] = surface(pixel % width, Math.floor(pixel / width));
  return Math.hypot(data[3 * pixel]! - r, data[3 * pixel + 1]! - g, data[3 * pixel + 2]! - b);
}

function surfaceOf({ width, height }: Plane, weights: readonly number[][]): Surface {
  const value = (channel: number, t: readonly number[]): number => t.reduce((sum, term, i) => sum + term * weights[channel]![i]!, 0);
  return (x, y) => {
    const t = terms(x / width - 0.5, y / height - 0.5);
    return [value(0, t), value(1, t), value(2, t)];
  };
}

/** Weights of the terms, for each channel. */
function fit({ data, width, height }: Plane, pixels: readonly number[]): number[][] {
  const left = Array.from({ length: TERMS }, () => new Array<number>(TERMS).fill(0));
  const right = [0, 1, 2].map(() => new Array<number>(TERMS).fill(0));
  for (const pixel of pixels) {
    const t = terms((pixel % width) / width - 0.5, Math.floor(pixel / width) / height - 0.5);
    for (let i = 0; i < TERMS; i++) {
      for (let j = 0; j < TERMS; j++) left[i]![j]! += t[i]! * t[j]!;
      for (const channel of [0, 1, 2]) right[channel]![i]! += t[i]! * data[3 * pixel + channel]!;
    }
  }
  // Bends little where there is little to go by.
  for (let i = 1; i < TERMS; i++) left[i]![i]! += 0.002 * pixels.length;
  return right.map((side) => solve(left, side));
}

/** Gauss with pivots. */
function solve(matrix: readonly (readonly number[])[], side: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, side[i]!]);
  for (let column = 0; column < TERMS; column++) {
    const pivot = rows.slice(column).reduce((best, row) => (Math.abs(row[column]!) > Math.abs(best[column]!) ? row : best));
    rows.splice(rows.indexOf(pivot, column), 1);
    rows.splice(column, 0, pivot);
    if (Math.abs(pivot[column]!) < 1e-9) continue;
    for (const row of rows) {
      if (row === pivot) continue;
      const times = row[column]! / pivot[column]!;
      for (let i = column; i <= TERMS; i++) row[i]! -= times * pivot[i]!;
    }
  }
  return rows.map((row, i) => (Math.abs(row[i]!) < 1e-9 ? 0 : row[TERMS]! / row[i]!));
}

function middle(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0;
}
