import { expect, test } from 'vitest';
import { waitOf } from '#shared/http/prefer.ts';

test.each([
  [undefined, 25_000],
  ['', 25_000],
  ['wait=0', 0],
  ['wait=7', 7000],
  ['wait = 7', 7000],
  ['WAIT="7"', 7000],
  ['respond-async', 0],
  ['Respond-Async, wait=10', 0],
  ['return=minimal, wait=3', 3000],
  ['wait=100', 25_000],
  ['wait=99999', 25_000],
  ['wait=-1', 25_000],
  ['wait=soon', 25_000],
  ['wait=1.5', 25_000],
  ['waiter=1', 25_000],
])('Prefer: %s waits %i ms of the 25 s that the stage allows', (prefer, ms) => {
  expect(waitOf(prefer, 25)).toBe(ms);
});

test('where waiting is not the default it is still had by asking', () => {
  expect(waitOf(undefined, 25, 0)).toBe(0);
  expect(waitOf('wait=3', 25, 0)).toBe(3000);
});

test('a stage that allows no wait gives none', () => {
  expect(waitOf('wait=10', 0)).toBe(0);
});
