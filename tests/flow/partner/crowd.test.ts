import { beforeAll, expect, test } from 'vitest';
import { useStack } from '#tests/support/stack.ts';
import { books, newPartner, objects, photo } from './support.ts';

const stack = useStack();
beforeAll(() => stack().pauseWorkers());

test('200 photos at once with 100 uploads left: 100 are charged, 100 are answered 9101, nothing is negative', async () => {
  const partner = await newPartner(stack(), [50, 50]);
  const { bytes } = await photo();
  // Nothing looks at what comes after a JPEG's end, but it makes them 200 different files.
  const files = Array.from({ length: 200 }, (_, at) => ({ bytes: Buffer.concat([bytes, Buffer.from(`${at}`)]) }));
  const answers = await Promise.all(files.map((file) => partner.call('photo/upload', { file, repair_type: 'sr' })));
  const taken = answers.filter(({ body }) => body.code === 200);
  const refused = answers.filter(({ text }) => text === '{"code":9000,"errno":9101,"msg":"剩余下载次数为0"}');
  expect([taken.length, refused.length]).toEqual([100, 100]);
  expect(await books(stack(), partner)).toEqual({ available: 0, held: 100, spent: 0 });
  expect((await objects(stack())).filter((key) => key.startsWith('partner/photo_')).length).toBe(100);
}, 60_000);
