import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Picture } from '#shared/domain/models/ports.ts';
import { colourisePrompt, cutOutPrompt, enhancePrompt, restorePrompt } from '#shared/domain/prompts/repair.ts';
import { cleanPhoto, damagedPhoto, plainPortrait } from '#tests/support/pictures.ts';
import { startGoogle } from './google.ts';

let google: Awaited<ReturnType<typeof startGoogle>>;
beforeAll(async () => {
  google = await startGoogle();
});
afterAll(() => google.close());

const GREEN = { r: 0, g: 255, b: 0 };
const shape = { ratio: '4:5', size: '1K' } as const;
const edit = (prompt: string, bytes: Buffer, asked?: typeof shape): Promise<Picture> =>
  google.images().edit({ prompt, pictures: [{ type: 'image/jpeg', bytes }], timeoutMs: 20_000, ...(asked && { shape: asked }) });

interface Facts {
  mean: number;
  spread: number;
  /** How much neighbours differ: grain, scratches, detail. */
  rough: number;
  /** How far the channels are apart. */
  colour: number;
}

async function factsOf(bytes: Uint8Array): Promise<Facts> {
  const small = await sharp(bytes).resize(400, 500, { fit: 'fill' }).removeAlpha().toColourspace('srgb').png().toBuffer();
  const grey = sharp(small).greyscale();
  const [{ channels }, edges, raw] = await Promise.all([
    sharp(await grey.png().toBuffer()).stats(),
    sharp(
      await grey
        .clone()
        .convolve({ width: 3, height: 3, kernel: [0, -1, 0, -1, 4, -1, 0, -1, 0], offset: 128 })
        .png()
        .toBuffer(),
    ).stats(),
    sharp(small).raw().toBuffer(),
  ]);
  let colour = 0;
  for (let at = 0; at < raw.length; at += 3) colour += Math.abs(raw[at]! - raw[at + 2]!) / (raw.length / 3);
  return { mean: channels[0]!.mean, spread: channels[0]!.stdev, rough: edges.channels[0]!.stdev, colour };
}

test('restore takes the scratches and leaves the tone', async () => {
  const photo = await damagedPhoto();
  const [before, after] = [await factsOf(photo), await factsOf((await edit(restorePrompt, photo)).bytes)];
  expect(after.rough).toBeLessThan(before.rough * 0.8);
  expect(after.mean).toBeCloseTo(before.mean, -1);
  expect(after.spread).toBeGreaterThan(before.spread * 0.75);
});

test('restore leaves an undamaged photo as it is', async () => {
  const photo = await cleanPhoto();
  const [before, after] = [await factsOf(photo), await factsOf((await edit(restorePrompt, photo)).bytes)];
  expect(after.rough).toBeGreaterThan(before.rough * 0.75);
});

test('enhance spreads the light, calms the grain and makes the size that was asked for', async () => {
  const photo = await damagedPhoto();
  const made = await edit(enhancePrompt, photo, shape);
  const [before, after] = [await factsOf(photo), await factsOf(made.bytes)];
  expect(after.spread).toBeGreaterThan(before.spread * 1.15);
  expect(await sharp(made.bytes).metadata()).toMatchObject({ height: 1024, width: 819 });
});

test('colourise tints a grey photo, keeps its light, and says that it is a sample', async () => {
  const grey = await sharp(await cleanPhoto())
    .greyscale()
    .jpeg()
    .toBuffer();
  const made = await edit(colourisePrompt, grey);
  const [before, after] = [await factsOf(grey), await factsOf(made.bytes)];
  expect(before.colour).toBeLessThan(1);
  expect(after.colour).toBeGreaterThan(8);
  expect(after.mean).toBeCloseTo(before.mean, -1);
  const corner = (bytes: Uint8Array) => sharp(bytes).extract({ left: 0, top: 470, width: 160, height: 30 }).png().toBuffer();
  const [was, is] = await Promise.all(
    [grey, made.bytes].map(async (bytes) => (await sharp(await corner(bytes!)).stats()).channels[1]!.max),
  );
  expect(is).toBeGreaterThan(was! + 80);
});

test('colourise leaves a photo that has colours', async () => {
  const photo = await plainPortrait('#30a060');
  const [before, after] = [await factsOf(photo), await factsOf((await edit(colourisePrompt, photo)).bytes)];
  expect(after.colour).toBeCloseTo(before.colour, -1);
});

test('a plain background becomes the asked colour, up to loose hair and not into the face', async () => {
  const photo = await plainPortrait('#b8c4d8', { noise: 8 });
  const made = await edit(cutOutPrompt(GREEN), photo);
  const { data, info } = await sharp(made.bytes).raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) =>
    [...data.subarray(3 * (y * info.width + x), 3 * (y * info.width + x) + 3)] as [number, number, number];
  const isKey = ([r, g, b]: number[]) => g! > 220 && r! < 40 && b! < 40;
  expect([at(4, 4), at(395, 4), at(4, 250), at(395, 250), at(200, 40)].map(isKey)).toEqual([true, true, true, true, true]);
  expect([at(200, 220), at(200, 120), at(200, 450), at(140, 240), at(260, 240)].map(isKey)).toEqual([false, false, false, false, false]);
  const perfect = await sharp(await plainPortrait('#00ff00'))
    .raw()
    .toBuffer();
  const darkness = (of: Buffer) => Array.from({ length: 400 * 92 }, (_, i) => 255 - of[3 * i + 1]!).reduce((sum, one) => sum + one, 0);
  expect(darkness(data) / darkness(perfect)).toBeGreaterThan(0.5);
  expect(darkness(data) / darkness(perfect)).toBeLessThan(1.6);
});

test('the mini-program’s restore still does both', async () => {
  const photo = await damagedPhoto();
  const [before, after] = [await factsOf(photo), await factsOf((await edit('Restore this old photograph.', photo)).bytes)];
  expect(after.spread).toBeGreaterThan(before.spread * 1.15);
});
