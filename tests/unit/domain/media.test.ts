import { expect, test } from 'vitest';
import { incomingKey, isIncomingOf, isPublicName } from '#shared/domain/media/names.ts';
import { locate } from '#shared/domain/media/serve.ts';
import { derivedName, newOperation } from '#shared/kernel/ids.ts';
import { ADA, memoryJobs, memoryMedia, picture, queuedJob } from './fakes.ts';

const secret = derivedName(newOperation(1), 'output');
const video = `animated_${secret}_photo.mp4`;

test('names that we give are looked up, others never reach the store', () => {
  for (const name of [`upload_${secret}.jpg`, `restored_${secret}.jpg`, video]) expect(isPublicName(name)).toBe(true);
  const others = [
    '',
    '..',
    `../incoming/${ADA}/${secret}`,
    `restored_${secret}.jpg/x`,
    `restored_${secret}.jpg\n`,
    `restored_${secret}.html`,
  ];
  for (const name of [...others, `restored_${secret.slice(1)}.jpg`, `RESTORED_${secret}.jpg`]) expect(isPublicName(name), name).toBe(false);
});

test('an upload’s key is its account’s alone', () => {
  const key = incomingKey(ADA, secret);
  expect(isIncomingOf(ADA, key)).toBe(true);
  expect(isIncomingOf('user_eve', key)).toBe(false);
  expect(isIncomingOf(ADA.slice(0, -1), key)).toBe(false);
  for (const other of [`${key}/x`, `${key}\n`, key.replace('incoming', 'uploads'), `incoming/${ADA}/`])
    expect(isIncomingOf(ADA, other)).toBe(false);
});

const clock = () => 1000;

async function promised(change: Parameters<typeof queuedJob>[0] = {}) {
  const jobs = memoryJobs();
  await jobs.create(queuedJob({ kind: 'animate', output: video, ...change }), { kind: 'custom', source: 'x', prompt: 'x' });
  return jobs;
}

test('a film that is there is served, one in the making promised', async () => {
  expect(await locate({ media: memoryMedia(), jobs: await promised(), clock }, video)).toBe('processing');
  const media = memoryMedia({ [`uploads/${video}`]: picture('film') });
  expect(await locate({ media, jobs: await promised(), clock }, video)).toEqual({ url: `https://media/uploads/${video}` });
});

test.each(['failed', 'cancelled', 'succeeded'] as const)('a film whose job is %s and that is not there is not found', async (state) => {
  const parts = { media: memoryMedia(), jobs: await promised({ state }), clock };
  await expect(locate(parts, video)).rejects.toMatchObject({ code: 'media.not_found' });
});

test('what nobody makes is not found', async () => {
  await expect(locate({ media: memoryMedia(), jobs: memoryJobs(), clock }, video)).rejects.toMatchObject({ code: 'media.not_found' });
});

test.each([
  ['queued', {}, 3600],
  ['succeeded', { state: 'succeeded', goneAt: 61_000 }, 60],
  ['failed', { state: 'failed', goneAt: 1001 }, 1],
] as const)('a partner’s photo whose job is %s is served for as long as it may be', async (_, change, seconds) => {
  const name = `photo_${secret}.png`;
  const jobs = memoryJobs();
  await jobs.create(queuedJob(change), { kind: 'custom', source: 'x', prompt: 'x' });
  const asked: number[] = [];
  const media = { ...memoryMedia(), readUrl: async (key: string, until: number) => `https://media/${key}?${asked.push(until)}` };
  await media.put(`partner/${name}`, picture('photo'), { account: ADA, job: 'req_1' });
  expect(await locate({ media, jobs, clock }, name)).toEqual({ url: `https://media/partner/${name}?1` });
  expect(asked).toEqual([seconds]);
});

test('a partner’s photo whose hour is over is not served, though it is still there', async () => {
  const name = `repaired_${secret}.jpg`;
  const jobs = memoryJobs();
  const media = memoryMedia();
  await media.put(`partner/${name}`, picture('photo'), { account: ADA, job: 'req_1' });
  const found = () => locate({ media, jobs, clock }, name);
  await expect(found(), 'without its job').rejects.toMatchObject({ code: 'media.not_found' });
  await jobs.create(queuedJob({ state: 'succeeded', goneAt: clock() }), { kind: 'custom', source: 'x', prompt: 'x' });
  await expect(found()).rejects.toMatchObject({ code: 'media.not_found' });
});
