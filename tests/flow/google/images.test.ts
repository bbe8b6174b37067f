import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { cleanPhoto, damagedPhoto, tinyPng } from '#tests/support/pictures.ts';
import { nobody, startGoogle } from './google.ts';

let google: Awaited<ReturnType<typeof startGoogle>>;
let photo: Buffer;
beforeAll(async () => {
  google = await startGoogle();
  photo = await damagedPhoto();
});
afterEach(() => {
  google.faults.clear();
  google.calls.clear();
});
afterAll(() => google.close());

const RESTORE = 'Restore this old photo.\nKeep the person as they are.';
const edit = (prompt: string, { env = {}, key, pictures = [photo], timeoutMs = 10_000 }: Partial<Edit> = {}) =>
  google.images(env, key).edit({ prompt, pictures: pictures.map((bytes) => ({ type: 'image/jpeg', bytes })), timeoutMs });
interface Edit {
  env: Record<string, string>;
  key: string;
  pictures: Buffer[];
  timeoutMs: number;
}

/** The part of the pixels that are clearly brighter than what is around them. */
async function scratchesIn(bytes: Uint8Array): Promise<number> {
  const grey = sharp(await sharp(bytes).resize(400, 500).greyscale().png().toBuffer());
  const [sharpened, around] = await Promise.all([grey.clone().raw().toBuffer(), grey.clone().median(11).raw().toBuffer()]);
  return sharpened.filter((value, at) => value > around[at]! + 25).length / sharpened.length;
}

const contrastOf = async (bytes: Uint8Array) => (await sharp(await sharp(bytes).greyscale().png().toBuffer()).stats()).channels[0]!.stdev;

test('a restored photo has fewer scratches, more contrast and twice the size', async () => {
  const restored = await edit(RESTORE);
  expect(restored.type).toBe('image/jpeg');
  expect(await sharp(restored.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 800, height: 1000 });
  expect(await scratchesIn(restored.bytes)).toBeLessThan((await scratchesIn(photo)) / 5);
  expect(await contrastOf(restored.bytes)).toBeGreaterThan((await contrastOf(photo)) * 1.2);
});

test('a picture of one pixel is restored too', async () => {
  const { bytes } = await edit(RESTORE, { pictures: [await tinyPng()] });
  expect(await sharp(bytes).metadata()).toMatchObject({ width: 2, height: 2 });
});

test('different prompts give visibly different pictures, and a reference is visible', async () => {
  const reference = await sharp({ create: { width: 80, height: 80, channels: 3, background: '#00ff00' } })
    .jpeg()
    .toBuffer();
  const [beach, oil, outfit] = await Promise.all([
    edit('把背景改成海滩'),
    edit('An oil painting'),
    edit('An oil painting', { pictures: [photo, reference] }),
  ]);
  expect(await distance(beach.bytes, photo)).toBeGreaterThan(5);
  expect(await distance(beach.bytes, oil.bytes)).toBeGreaterThan(5);
  const corner = await sharp(await sharp(outfit.bytes).extract({ left: 320, top: 30, width: 40, height: 40 }).png().toBuffer()).stats();
  expect(corner.dominant).toMatchObject({ r: expect.any(Number), g: 248, b: 8 });
});

async function distance(one: Uint8Array, other: Uint8Array): Promise<number> {
  const [a, b] = await Promise.all(
    [one, other].map((bytes) => sharp(bytes).resize(100, 100, { fit: 'fill' }).removeAlpha().raw().toBuffer()),
  );
  return a!.reduce((sum, value, at) => sum + Math.abs(value - b![at]!), 0) / a!.length;
}

test('a draft that the model thought of is never taken for the picture', async () => {
  const picture = await edit('[thought] A watercolour');
  expect(picture.type).toBe('image/jpeg');
  expect(await distance(picture.bytes, photo)).toBeGreaterThan(5);
});

test.each([
  ['blocks the prompt', '[blocked] x', 'PROHIBITED_CONTENT'],
  ['blocks its own picture', '[unsafe] x', 'IMAGE_SAFETY'],
  ['only talks', '[declined] x', "STOP: I can't help"],
])('a model that %s ends in ai.refused, with the reason', async (_, prompt, reason) => {
  await expect(edit(prompt)).rejects.toMatchObject({ code: 'ai.refused', details: { reason: expect.stringContaining(reason) } });
});

test('each fault of the provider has its code, says whether work may have been done, and is one call', async () => {
  const fault = (mode: '429' | '500' | 'refuse' | 'badsign') => google.faults.add({ service: 'gemini', mode, times: 1 });
  fault('429');
  await expect(edit(RESTORE)).rejects.toMatchObject({ code: 'ai.busy', details: { retryAfter: 2, sent: false } });
  fault('500');
  await expect(edit(RESTORE)).rejects.toMatchObject({ code: 'ai.unavailable', details: { sent: true, status: 500 } });
  fault('badsign');
  await expect(edit(RESTORE)).rejects.toMatchObject({ code: 'ai.unavailable', details: { sent: true } });
  fault('refuse');
  await expect(edit(RESTORE)).rejects.toMatchObject({ code: 'ai.refused' });
  expect(google.calls.list()).toHaveLength(4);
});

test('a model that hangs is given up at the time limit', async () => {
  google.faults.add({ service: 'gemini', mode: 'hang', times: 1 });
  const started = performance.now();
  await expect(edit(RESTORE, { timeoutMs: 200 })).rejects.toMatchObject({ code: 'ai.unavailable', details: { sent: true } });
  expect(performance.now() - started).toBeLessThan(2000);
  expect(google.calls.list()).toHaveLength(1);
});

test('a retired and an unknown model end in ai.retired', async () => {
  await expect(edit(RESTORE, { env: { IMAGE_MODEL: 'gemini-2.5-flash-image' } })).rejects.toMatchObject({
    code: 'ai.retired',
    details: { reason: expect.stringContaining('no longer available'), sent: false },
  });
  await expect(edit(RESTORE, { env: { IMAGE_MODEL: 'gemini-9' } })).rejects.toMatchObject({ code: 'ai.retired' });
});

test('a wrong key is told to the operator, and never shown', async () => {
  const error = await edit(RESTORE, { key: 'AIza-wrong-key' }).catch((thrown) => thrown);
  expect(error).toMatchObject({
    code: 'ai.unavailable',
    details: { permanent: true, operator: expect.stringContaining('GEMINI_API_KEY') },
  });
  expect(JSON.stringify(error) + error.stack).not.toContain('AIza-wrong-key');
});

test('without a key nothing is called', async () => {
  await expect(edit(RESTORE, { key: '' })).rejects.toMatchObject({
    code: 'ai.unavailable',
    details: { reason: 'GEMINI_API_KEY is not configured', sent: false },
  });
  expect(google.calls.list()).toEqual([]);
});

test('a picture that the model cannot read is not asked for again', async () => {
  await expect(edit(RESTORE, { pictures: [Buffer.from('no picture')] })).rejects.toMatchObject({
    code: 'ai.unavailable',
    details: { permanent: true, reason: expect.stringContaining('Unable to process input image') },
  });
});

test('an unreachable provider is unavailable, and has certainly done nothing', async () => {
  await expect(edit(RESTORE, { env: { GEMINI_BASE_URL: await nobody() } })).rejects.toMatchObject({
    code: 'ai.unavailable',
    details: { sent: false, reason: expect.stringContaining('ECONNREFUSED') },
  });
});

test('a large photo is worked on in bounds', async () => {
  const large = await cleanPhoto(1600, 2000);
  expect(await sharp((await edit(RESTORE, { pictures: [large] })).bytes).metadata()).toMatchObject({ height: 2048 });
});
