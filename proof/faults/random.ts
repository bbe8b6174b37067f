import { createHash } from 'node:crypto';

/** Whole numbers from 0 to below `below`, the same for the same seed. */
export function randomNumbers(seed: string): (below: number) => number {
  let drawn = 0;
  return (below) => createHash('sha256').update(`${seed}:${drawn++}`).digest().readUInt32BE() % below;
}

/** The list in another order, the same for the same seed. */
export function shuffled<T>(list: readonly T[], seed: string): T[] {
  const random = randomNumbers(seed);
  const left = [...list];
  return Array.from(list, () => left.splice(random(left.length), 1)[0]!);
}
