import sharp from 'sharp';
import { expect, test } from 'vitest';
import { normalisePicture } from '#shared/adapters/sharp/normalise.ts';
import {
  cmykJpeg,
  damagedPhoto,
  deepPng,
  greyPng,
  heicPhoto,
  hugePngHeader,
  rotatedJpeg,
  tinyPng,
  transparentPng,
  truncatedJpeg,
  webpPhoto,
} from '#tests/support/pictures.ts';

const normalised = async (bytes: Buffer) => {
  const picture = await normalisePicture({ type: 'application/octet-stream', bytes });
  return { ...picture, facts: await sharp(picture.bytes).metadata() };
};

/** The colour at a place given in parts of the width and the height. */
async function colourAt(bytes: Uint8Array, x: number, y: number): Promise<'red' | 'blue' | 'other'> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(info.height * y) * info.width + Math.floor(info.width * x)) * info.channels;
  const [r = 0, , b = 0] = data.subarray(at, at + 3);
  return r > b + 80 ? 'red' : b > r + 80 ? 'blue' : 'other';
}

test('a photo that a phone turned is upright, and says no longer where it was taken', async () => {
  const source = await rotatedJpeg();
  expect((await sharp(source).metadata()).exif?.includes('Test Camera')).toBe(true);
  const { type, bytes, facts } = await normalised(source);
  expect({ type, width: facts.width, height: facts.height }).toEqual({ type: 'image/jpeg', width: 80, height: 120 });
  expect([facts.exif, facts.icc, facts.xmp, facts.orientation]).toEqual([undefined, undefined, undefined, undefined]);
  expect([await colourAt(bytes, 0.5, 0.1), await colourAt(bytes, 0.5, 0.9)]).toEqual(['red', 'blue']);
});

test('a CMYK photo keeps its colours in sRGB', async () => {
  const source = await cmykJpeg();
  expect((await sharp(source).metadata()).space).toBe('cmyk');
  const { bytes, facts } = await normalised(source);
  expect(facts).toMatchObject({ format: 'jpeg', space: 'srgb', channels: 3 });
  expect([await colourAt(bytes, 0.1, 0.5), await colourAt(bytes, 0.9, 0.5)]).toEqual(['red', 'blue']);
});

test('a HEIC photo becomes a JPEG with the same picture and without its GPS tags', async () => {
  const { type, bytes, facts } = await normalised(heicPhoto());
  expect({ type, width: facts.width, height: facts.height, exif: facts.exif }).toEqual({
    type: 'image/jpeg',
    width: 64,
    height: 48,
    exif: undefined,
  });
  expect([await colourAt(bytes, 0.1, 0.5), await colourAt(bytes, 0.9, 0.5)]).toEqual(['red', 'blue']);
});

test.each([
  ['grey', greyPng],
  ['16 bits deep', deepPng],
  ['webp', webpPhoto],
  ['one pixel', tinyPng],
])('a picture that is %s becomes an 8-bit sRGB JPEG', async (_, draw) => {
  const { type, facts } = await normalised(await draw());
  expect(type).toBe('image/jpeg');
  expect(facts).toMatchObject({ format: 'jpeg', space: 'srgb', depth: 'uchar' });
});

test('what shines through becomes white', async () => {
  const { type, bytes, facts } = await normalised(await transparentPng());
  expect(type).toBe('image/jpeg');
  expect(facts).toMatchObject({ format: 'jpeg', space: 'srgb', hasAlpha: false });
  const { channels } = await sharp(bytes).stats();
  expect(channels.map(({ max }) => max)).toEqual([255, 255, 255]);
});

test('a very large photo is brought down to 4096 pixels, a small one is not enlarged', async () => {
  const wide = await sharp(await damagedPhoto())
    .resize(5000, 1000, { fit: 'fill' })
    .jpeg()
    .toBuffer();
  expect((await normalised(wide)).facts).toMatchObject({ width: 4096, height: 819 });
  expect((await normalised(await damagedPhoto())).facts).toMatchObject({ width: 400, height: 500 });
});

test.each([
  ['text', () => Buffer.from('this is no picture, whatever its name')],
  ['nothing', () => Buffer.alloc(0)],
  ['a header that claims 400 million pixels', () => hugePngHeader()],
  ['half a JPEG', () => truncatedJpeg()],
  ['half a HEIC', () => heicPhoto().subarray(0, 500)],
  ['an SVG', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
])('%s is refused as image.invalid', async (_, bytes) => {
  await expect(normalisePicture({ type: 'image/jpeg', bytes: await bytes() })).rejects.toMatchObject({ code: 'image.invalid' });
});
