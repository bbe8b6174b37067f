import sharp from 'sharp';
import { expect, test } from 'vitest';
import { sharpTools } from '#shared/adapters/sharp/tools.ts';
import type { Picture } from '#shared/domain/models/ports.ts';
import { frameFor, widthByHeight } from '#shared/domain/repair/frame.ts';
import { enlargedSize } from '#shared/domain/repair/size.ts';
import type { Size } from '#shared/domain/repair/types.ts';
import {
  cmykJpeg,
  deepPng,
  greyPng,
  heicPhoto,
  plainPortrait,
  rotatedJpeg,
  tinyPng,
  transparentPng,
  webpPhoto,
} from '#tests/support/pictures.ts';
import { pixelsOf, places } from './pixels.ts';

const given = (bytes: Buffer): Picture => ({ type: 'application/octet-stream', bytes });

/** Grey, with a dot at each quarter point: red, green, blue, white. */
const DOTS = { red: [0.25, 0.25], lime: [0.75, 0.25], blue: [0.25, 0.75], white: [0.75, 0.75] } as const;
const dots = ({ width, height }: Size): Promise<Buffer> => {
  const circles = Object.entries(DOTS).map(
    ([colour, [x, y]]) => `<circle cx="${x * width}" cy="${y * height}" r="${Math.min(width, height) / 25}" fill="${colour}"/>`,
  );
  return sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#777"/>${circles.join('')}</svg>`,
    ),
  )
    .flatten()
    .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
    .toBuffer();
};

/** Where the dots are, in parts of the width and height. */
async function dotsIn(bytes: Uint8Array): Promise<Record<string, [number, number]>> {
  const { width, height, at } = await pixelsOf(bytes);
  const found: Record<string, [x: number, y: number, count: number]> = {};
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const { r, g, b } = at(x, y);
      const name = r > 180 ? (g > 180 && b > 180 ? 'white' : g < 100 ? 'red' : '') : g > 180 ? 'lime' : b > 180 ? 'blue' : '';
      if (!name) continue;
      const [sumX, sumY, count] = found[name] ?? [0, 0, 0];
      found[name] = [sumX + (x + 0.5) / width, sumY + (y + 0.5) / height, count + 1];
    }
  }
  return Object.fromEntries(Object.entries(found).map(([name, [x, y, count]]) => [name, [x / count, y / count]]));
}

const close = ([x, y]: readonly [number, number], within: number) => [expect.closeTo(x, within), expect.closeTo(y, within)];

/** A model that makes its picture as large, and as near to the asked form, as it likes. */
const remade = async ({ bytes }: Picture, size: Size): Promise<Picture> => ({
  type: 'image/png',
  bytes: await sharp(bytes).resize(size.width, size.height, { fit: 'fill' }).png().toBuffer(),
});

test.each([
  [{ width: 413, height: 295 }, 1024],
  [{ width: 400, height: 500 }, 896],
  [{ width: 300, height: 1000 }, 700],
  [{ width: 997, height: 401 }, 1600],
])('a photo of %o keeps its form and framing through a model', async (size, modelWidth) => {
  const frame = frameFor(size);
  const mounted = await sharpTools.mount(given(await dots(size)), frame);
  const made = await remade(mounted, { width: modelWidth, height: Math.round((modelWidth / widthByHeight(frame.ratio)) * 1.02) });
  const result = await sharpTools.unmount(await sharpTools.straighten(made, frame), frame, enlargedSize(size));
  expect(await sharp(result.bytes).metadata()).toMatchObject({ ...enlargedSize(size), format: 'jpeg' });
  const found = await dotsIn(result.bytes);
  for (const [name, place] of Object.entries(DOTS)) expect(found[name], name).toEqual(close(place, 2));
});

test('a model that gives a square whatever it is asked makes no face wide', async () => {
  const frame = frameFor({ width: 300, height: 500 });
  const mounted = await sharpTools.mount(given(await dots({ width: 300, height: 500 })), frame);
  const square = await sharp(mounted.bytes).resize(600, 600, { fit: 'cover' }).png().toBuffer();
  const straight = await pixelsOf((await sharpTools.straighten(given(square), frame)).bytes);
  expect(straight.width / straight.height).toBeCloseTo(widthByHeight(frame.ratio), 2);
  const red = [...places(straight.width, straight.height)].filter(([x, y]) => straight.at(x, y).r > 180 && straight.at(x, y).g < 100);
  const extent = (of: number[]): number => Math.max(...of) - Math.min(...of) + 1;
  const form = extent(red.map(([x]) => x)) / extent(red.map(([, y]) => y));
  expect([form > 0.85, form < 1.15]).toEqual([true, true]);
});

test('a mounted photo has the form that the model is asked for, and at most 4096 pixels', async () => {
  const size = { width: 6100, height: 900 };
  const frame = frameFor(size);
  const { width, height } = await sharp((await sharpTools.mount(given(await dots(size)), frame)).bytes).metadata();
  expect(width).toBe(4096);
  expect(width / height).toBeCloseTo(widthByHeight(frame.ratio), 2);
});

test('a photo that a phone turned is measured and mounted upright', async () => {
  const picture = given(await rotatedJpeg());
  expect(await sharpTools.measure(picture)).toEqual({ width: 80, height: 120 });
  const { at, width, height } = await pixelsOf((await sharpTools.mount(picture, frameFor({ width: 80, height: 120 }))).bytes);
  expect(width / height).toBeCloseTo(2 / 3, 1);
  expect([at(40, 10).r > 150, at(40, height - 10).b > 150]).toEqual([true, true]);
});

test('a CMYK photo keeps its colours', async () => {
  const { at, width } = await pixelsOf((await sharpTools.mount(given(await cmykJpeg()), frameFor({ width: 120, height: 80 }))).bytes);
  expect([at(10, 40).r > at(10, 40).b + 80, at(width - 10, 40).b > at(width - 10, 40).r + 80]).toEqual([true, true]);
});

test.each([
  ['grey', greyPng, { width: 60, height: 40 }],
  ['16 bits deep', deepPng, { width: 60, height: 40 }],
  ['see-through', transparentPng, { width: 60, height: 40 }],
  ['webp', webpPhoto, { width: 120, height: 80 }],
  ['HEIC', async () => heicPhoto(), { width: 64, height: 48 }],
  ['one pixel', tinyPng, { width: 1, height: 1 }],
])('a picture that is %s goes all the way', async (_, draw, size) => {
  const picture = given(await draw());
  expect(await sharpTools.measure(picture)).toEqual(size);
  const frame = frameFor(size);
  const made = await sharpTools.straighten(await sharpTools.mount(picture, frame), frame);
  const { format, space, depth, width, height } = await sharp((await sharpTools.unmount(made, frame, enlargedSize(size))).bytes).metadata();
  expect({ format, space, depth, width, height }).toEqual({ format: 'jpeg', space: 'srgb', depth: 'uchar', ...enlargedSize(size) });
});

test('an edge stays sharp when it is enlarged four times, without a visible halo', async () => {
  const half = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><rect width="100%" height="100%" fill="#404040"/><rect x="100" width="100" height="200" fill="#c0c0c0"/></svg>',
  );
  const picture = given(await sharp(half).flatten().png().toBuffer());
  const frame = frameFor({ width: 200, height: 200 });
  const { at } = await pixelsOf((await sharpTools.unmount(picture, frame, { width: 800, height: 800 })).bytes);
  const profile = Array.from({ length: 60 }, (_, x) => at(370 + x, 400).g);
  const rise = profile.filter((value) => value > 0x40 + 13 && value < 0xc0 - 13).length;
  expect(rise).toBeLessThanOrEqual(5);
  expect([Math.min(...profile) - 0x40, Math.max(...profile) - 0xc0].map(Math.abs).every((over) => over <= 26)).toBe(true);
});

test('detail comes out more than by enlarging alone', async () => {
  const photo = await plainPortrait('#c8d2e0', { width: 200, height: 250, noise: 20 });
  const enlarged = await sharpTools.unmount(given(photo), frameFor({ width: 200, height: 250 }), { width: 800, height: 1000 });
  const alone = await sharp(photo).resize(800, 1000, { kernel: 'cubic' }).png().toBuffer();
  expect(await detail(enlarged.bytes)).toBeGreaterThan(1.15 * (await detail(alone)));
});

/** How much pixels differ from those two beside them. */
async function detail(bytes: Uint8Array): Promise<number> {
  const { width, height, at } = await pixelsOf(bytes);
  const steps = [...places(width - 2, height)].map(([x, y]) => Math.abs(at(x, y).g - at(x + 2, y).g));
  return steps.reduce((sum, step) => sum + step, 0) / steps.length;
}
