import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sharpTools } from '#shared/adapters/sharp/tools.ts';
import type { Picture } from '#shared/domain/models/ports.ts';
import { repairPicture } from '#shared/domain/repair/repair.ts';
import type { RepairParts } from '#shared/domain/repair/step.ts';
import { type Repair, repairKey } from '#shared/domain/repair/types.ts';
import { cmykJpeg, damagedPhoto, greyPng, plainPortrait, rotatedJpeg } from '#tests/support/pictures.ts';
import { startGoogle } from './google.ts';

let google: Awaited<ReturnType<typeof startGoogle>>;
let parts: RepairParts;
beforeAll(async () => {
  google = await startGoogle();
});
beforeEach(() => {
  const kept = new Map<string, Picture>();
  parts = {
    tools: sharpTools,
    images: google.images(),
    model: 'gemini-nano-banana-2.1',
    cache: { get: async (key) => kept.get(key), put: async (key, picture) => void kept.set(key, picture) },
    timeoutMs: 20_000,
    attempt: { sleep: async () => {}, hasTime: () => false, onRetry: () => {} },
  };
});
afterAll(() => google.close());

const blue = { type: 'bg', rgb: { r: 67, g: 142, b: 219 } } as const;
const all: Repair[] = [{ type: 'sr' }, { type: 'sr,repair' }, { type: 'sr,repair,colour' }, blue];
const repaired = async (bytes: Buffer, repair: Repair) => {
  const result = await repairPicture(parts, { type: 'application/octet-stream', bytes }, repair);
  expect(result.type).toBe('image/jpeg');
  return { ...result, facts: await sharp(result.bytes).metadata() };
};

test.each(all.map((repair) => [repairKey(repair), repair] as const))(
  '%s works on a damaged photo, and on every kind of upload',
  async (_, repair) => {
    const times = repair.type === 'bg' ? 1 : 4;
    for (const [draw, width, height] of [
      [() => damagedPhoto(200, 250), 200, 250],
      [cmykJpeg, 120, 80],
      [rotatedJpeg, 80, 120],
      [greyPng, 60, 40],
    ] as const) {
      const bytes = await draw();
      // What can't be cut out is no portrait: the stand-in keeps all of it then, and says so by leaving its background.
      const result = await repaired(bytes, repair).catch((fault) => fault);
      if (repair.type === 'bg' && result.code === 'ai.unavailable') continue;
      expect(result.facts, `${width} × ${height}`).toMatchObject({
        width: width * times,
        height: height * times,
        space: 'srgb',
      });
    }
  },
);

test('a portrait gets exactly the asked background, and its own size', async () => {
  const { bytes, facts } = await repaired(await plainPortrait('#c8d2e0', { width: 590, height: 826, noise: 6 }), blue);
  expect(facts).toMatchObject({ width: 590, height: 826 });
  const { data } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  const rim = Array.from({ length: 590 * 826 }, (_, at) => at).filter((at) => {
    const [x, y] = [at % 590, Math.floor(at / 590)];
    return y < 8 || (y < 500 && (x < 8 || x >= 582));
  });
  expect(rim.filter((at) => data[3 * at] !== 67 || data[3 * at + 1] !== 142 || data[3 * at + 2] !== 219)).toEqual([]);
});

test('the real model’s adapter is asked for the photo’s form, and once for each step', async () => {
  const photo = await damagedPhoto(200, 250);
  google.calls.clear();
  await repaired(photo, { type: 'sr,repair,colour' });
  await repaired(photo, { type: 'sr,repair' });
  const asked = google.calls
    .list()
    .map(({ body }) => (body as { generationConfig: { imageConfig: unknown } }).generationConfig.imageConfig);
  expect(asked).toEqual(Array(3).fill({ aspectRatio: '4:5', imageSize: '1K' }));
});
