import { expect, test } from 'vitest';
import { Memory } from '#local/outside/google/memory.ts';

function studio(most: number) {
  const memory = new Memory(most);
  let made = 0;
  return async (...order: (Buffer | string | number | undefined)[]) =>
    Number(await memory.recall(order, async () => Buffer.from(String(++made))));
}

test('the same order is made once, any other is made for itself', async () => {
  const make = studio(8);
  expect(await make('a cat', Buffer.from('x'), 1024, undefined)).toBe(1);
  expect(await make('a cat', Buffer.from('x'), 1024, undefined)).toBe(1);
  for (const [at, other] of [
    ['a cat', Buffer.from('y'), 1024, undefined],
    ['a cat', Buffer.from('x'), 2048, undefined],
    ['a cat', Buffer.from('x'), 1024, '1:1'],
    ['a catx', Buffer.from(''), 1024, undefined],
  ].entries())
    expect(await make(...other)).toBe(at + 2);
});

test('what was not asked for lately is forgotten, and without a memory everything is made anew', async () => {
  const make = studio(2);
  for (const order of ['a', 'b', 'a', 'c']) await make(order);
  expect(await make('a')).toBe(1);
  expect(await make('b')).toBe(4);
  const forgetful = studio(0);
  expect([await forgetful('a'), await forgetful('a')]).toEqual([1, 2]);
});

test('what fails is no memory', async () => {
  const memory = new Memory(2);
  await expect(memory.recall(['a'], () => Promise.reject(new Error('no ffmpeg')))).rejects.toThrow('no ffmpeg');
  expect(await memory.recall(['a'], async () => Buffer.from('made'))).toEqual(Buffer.from('made'));
});
