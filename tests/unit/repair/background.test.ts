import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { sharpTools } from '#shared/adapters/sharp/tools.ts';
import type { Picture } from '#shared/domain/models/ports.ts';
import { hexOf } from '#shared/domain/prompts/repair.ts';
import { frameFor } from '#shared/domain/repair/frame.ts';
import type { Rgb } from '#shared/domain/repair/types.ts';
import { plainPortrait } from '#tests/support/pictures.ts';
import { distance, type Pixels, pixelsOf, places, sameColour } from './pixels.ts';

const SIZE = { width: 400, height: 500 };
const frame = frameFor(SIZE);
const GREEN = { r: 0, g: 255, b: 0 };
const jpeg = (bytes: Buffer): Picture => ({ type: 'image/jpeg', bytes });

let photo: Picture;
let keyed: Picture;
let cut: Picture;
beforeAll(async () => {
  photo = jpeg(await plainPortrait('#e08030', { noise: 6 }));
  keyed = jpeg(await plainPortrait('#00ff00'));
  cut = await sharpTools.cutOut(keyed, GREEN, photo);
});

const before = async (rgb: Rgb, size = SIZE): Promise<Pixels> => pixelsOf((await sharpTools.compose(cut, frame, size, rgb)).bytes);
const random = (): Rgb => ({ r: byte(), g: byte(), b: byte() });
const byte = (): number => Math.floor(Math.random() * 256);

/** Every pixel within `rim` of the upper edge and of the sides, down to where the shoulders begin. */
const isRim = (x: number, y: number, { width, height }: Pixels, rim: number): boolean =>
  y < rim || (y < height * 0.65 && (x < rim || x >= width - rim));

test.each([{ r: 255, g: 255, b: 255 }, { r: 67, g: 142, b: 219 }, { r: 0, g: 0, b: 0 }, ...Array.from({ length: 8 }, random)])(
  'before %o every pixel of the rim decodes to exactly that',
  async (rgb) => {
    const result = await before(rgb);
    expect([...places(400, 500)].filter(([x, y]) => isRim(x, y, result, 24) && !sameColour(result.at(x, y), rgb))).toEqual([]);
  },
);

test('at sizes that are no multiple of a block the rim is as exact, on all sides', async () => {
  const rgb = { r: 67, g: 142, b: 219 };
  const result = await before(rgb, { width: 405, height: 507 });
  expect([...places(405, 507)].filter(([x, y]) => isRim(x, y, result, 16) && !sameColour(result.at(x, y), rgb))).toEqual([]);
});

test('a hair that comes near the edge leaves the outer lines bare', async () => {
  const hair = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="250"><path d="M60 9 Q100 -2 140 9 L100 200" stroke="#222" fill="none"/></svg>',
  );
  const bytes = await sharp(hair).png().toBuffer();
  const rgb = { r: 67, g: 142, b: 219 };
  const result = await pixelsOf(
    (await sharpTools.compose({ type: 'image/png', bytes }, frameFor({ width: 200, height: 250 }), { width: 200, height: 250 }, rgb)).bytes,
  );
  expect([...places(200, 2)].filter(([x, y]) => !sameColour(result.at(x, y), rgb))).toEqual([]);
  expect(result.at(100, 100).r).toBeLessThan(80);
});

test('the result is what a perfect change of background is, but for a few levels at the edge', async () => {
  const rgb = { r: 67, g: 142, b: 219 };
  const [result, perfect] = [await before(rgb), await pixelsOf(await plainPortrait(hexOf(rgb)))];
  const off = [...places(400, 500)].map(([x, y]) => distance(result.at(x, y), perfect.at(x, y)));
  expect(off.reduce((sum, one) => sum + one, 0) / off.length).toBeLessThan(4);
  expect(off.filter((one) => one > 60).length / off.length).toBeLessThan(0.004);
});

test('neither the old background nor the key colour is left along the edge', async () => {
  const rgb = { r: 255, g: 255, b: 255 };
  const [result, perfect] = [await before(rgb), await pixelsOf(await plainPortrait('#ffffff'))];
  let [edge, green, orange] = [0, 0, 0];
  for (const [x, y] of places(400, 300)) {
    const wanted = perfect.at(x, y);
    const isEdge = wanted.r < 250 && [-4, 4].some((step) => sameColour(perfect.at(Math.min(399, Math.max(0, x + step)), y), rgb));
    if (!isEdge) continue;
    const got = result.at(x, y);
    edge++;
    if (got.g - Math.max(got.r, got.b) > 24) green++;
    if (got.r - got.b > wanted.r - wanted.b + 60) orange++;
  }
  expect(edge).toBeGreaterThan(400);
  expect([green / edge, orange / edge]).toEqual([expect.closeTo(0, 2), expect.closeTo(0, 2)]);
});

test('loose hair stays', async () => {
  const rgb = { r: 255, g: 255, b: 255 };
  const [result, perfect] = [await before(rgb), await pixelsOf(await plainPortrait('#ffffff'))];
  const dark = ({ at }: Pixels) => [...places(400, 92)].reduce((sum, [x, y]) => sum + 255 - at(x, y).g, 0);
  expect(dark(result) / dark(perfect)).toBeGreaterThan(0.7);
  expect(dark(result) / dark(perfect)).toBeLessThan(1.3);
});

test('well inside, the person is the photo’s own, grain and all', async () => {
  const [result, own, made] = [await before({ r: 255, g: 255, b: 255 }), await pixelsOf(photo.bytes), await pixelsOf(keyed.bytes)];
  const face = [...places(60, 60)].map(([x, y]) => [170 + x, 230 + y] as const);
  const mean = (other: Pixels) => face.reduce((sum, [x, y]) => sum + distance(result.at(x, y), other.at(x, y)), 0) / face.length;
  expect(mean(own)).toBeLessThan(mean(made) / 2);
});

test('a person whom the model moved isn’t mixed with where they were', async () => {
  const moved = jpeg(await plainPortrait('#00ff00', { shift: 0.04 }));
  const result = await pixelsOf((await sharpTools.compose(await sharpTools.cutOut(moved, GREEN, photo), frame, SIZE, GREEN)).bytes);
  const made = await pixelsOf(moved.bytes);
  const off = [...places(200, 200)].map(([x, y]) => distance(result.at(100 + x, 150 + y), made.at(100 + x, 150 + y)));
  expect(off.reduce((sum, one) => sum + one, 0) / off.length).toBeLessThan(3);
});

test.each([
  ['#00ff00', { r: 255, g: 0, b: 255 }],
  ['#2040c0', GREEN],
])('before %s the key colour is %o: not one that is there', async (background, key) => {
  expect(await sharpTools.keyColourFor(jpeg(await plainPortrait(background)))).toEqual(key);
});

test('whether the background was painted is seen at the edge', async () => {
  expect(await sharpTools.isKeyed(keyed, GREEN)).toBe(true);
  expect(await sharpTools.isKeyed(photo, GREEN)).toBe(false);
  expect(await sharpTools.isKeyed(keyed, { r: 255, g: 0, b: 255 })).toBe(false);
});
