import { expect, test } from 'vitest';
import { prepaidAt, usableOf } from '#shared/domain/partners/lots.ts';
import { packages } from '#shared/domain/partners/prices.ts';
import type { Lot } from '#shared/domain/partners/types.ts';

const lot = (uploads: number, expiresAt: number): Lot => ({ reference: `${uploads}`, uploads, price: 0, boughtAt: 0, expiresAt });
const usable = (available: number, lots: readonly Lot[], now: number) => usableOf(available, prepaidAt(lots, now));

test('of what expires, exactly what was not used is lost: the oldest are used first', () => {
  const lots = [lot(50, 1000), lot(200, 2000)];
  expect(usable(250, lots, 999)).toBe(250);
  expect(usable(250, lots, 1000)).toBe(200);
  expect(usable(210, lots, 1000), '40 of the first lot were used').toBe(200);
  expect(usable(190, lots, 1000), 'the first lot was used up').toBe(190);
  expect(usable(190, lots, 2000)).toBe(0);
});

test('what a failed job gives back to a lot that has expired is lost with it', () => {
  expect(usable(3, [lot(3, 1000)], 1000)).toBe(0);
  expect(usable(11, [lot(3, 1000), lot(10, 2000)], 1500)).toBe(10);
});

test('the next expiry is that of the oldest lot that has not expired', () => {
  expect(prepaidAt([lot(1, 3000), lot(2, 2000), lot(4, 1000)], 1500)).toEqual({ granted: 3, until: 2000 });
  expect(prepaidAt([], 0)).toEqual({ granted: 0 });
});

test('packages cost what the document says', () => {
  expect(packages).toEqual({ 3: 4980, 10: 15_000, 50: 40_000, 200: 100_000 });
});
