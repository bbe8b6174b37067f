import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { type ApiAnswer, type Client, login } from '#tests/support/client.ts';
import { cmykJpeg, deepPng, greyPng, heicPhoto, rotatedJpeg, transparentPng, webpPhoto } from '#tests/support/pictures.ts';
import { useStack } from '#tests/support/stack.ts';

const stack = useStack();
let ada: Client;
beforeAll(async () => {
  ada = await login(stack(), 'ada');
});

/** What a client gets for a name below /uploads. */
async function served(name: unknown): Promise<{ type: string | null; bytes: Buffer }> {
  const found = await ada.get(`/uploads/${name}`);
  expect(found.status).toBe(302);
  const response = await fetch(found.headers.get('location')!);
  expect(response.status).toBe(200);
  return { type: response.headers.get('content-type'), bytes: Buffer.from(await response.arrayBuffer()) };
}

/** Average colour of a corner: which one is red tells how the picture is turned. */
async function isRed(bytes: Buffer, at: { left: number; top: number }): Promise<boolean> {
  const { channels } = await sharp(
    await sharp(bytes)
      .extract({ ...at, width: 8, height: 8 })
      .toBuffer(),
  ).stats();
  return channels[0]!.mean > channels[2]!.mean + 40;
}

const asOne = async (bytes: Uint8Array): Promise<ApiAnswer> => ada.post('/api/image/restore', { form: { image: { bytes } } });

test.each([
  ['JPEG in CMYK', cmykJpeg, 120, 80],
  ['WebP', webpPhoto, 120, 80],
  ['HEIC', async () => heicPhoto(), 64, 48],
] as const)('a %s is restored, and served upright, in its colours and without metadata', async (_, make, width, height) => {
  const { status, body } = await asOne(await make());
  expect([status, body.success]).toEqual([200, true]);
  const original = await served(body.data?.originalImage);
  expect(original.type).toBe('image/jpeg');
  const facts = await sharp(original.bytes).metadata();
  expect([facts.width, facts.height, facts.space, facts.exif, facts.xmp, facts.orientation]).toEqual([
    ...[width, height, 'srgb', undefined, undefined, undefined],
  ]);
  expect(await isRed(original.bytes, { left: 4, top: 4 })).toBe(true);
  expect(await isRed(original.bytes, { left: width - 12, top: 4 })).toBe(false);
});

test('a photo that a phone held upright is served upright, and says neither where nor with what it was taken', async () => {
  const upload = await rotatedJpeg();
  expect((await sharp(upload).metadata()).exif?.toString('latin1')).toContain('Test Camera');
  const { status, body } = await asOne(upload);
  expect(status).toBe(200);
  for (const name of [body.data?.originalImage, body.data?.restoredImage]) {
    const { bytes } = await served(name);
    const facts = await sharp(bytes).metadata();
    expect([facts.exif, facts.orientation, facts.iptc, facts.xmp]).toEqual([undefined, undefined, undefined, undefined]);
    expect(facts.height).toBeGreaterThan(facts.width);
    expect(bytes.toString('latin1')).not.toMatch(/GPS|Test Camera|Exif/);
    expect(await isRed(bytes, { left: 4, top: 4 })).toBe(true);
    expect(await isRed(bytes, { left: 4, top: facts.height - 12 })).toBe(false);
  }
});

test.each([
  ['a grey PNG', greyPng],
  ['a PNG of 16 bits', deepPng],
  ['a PNG that shines through', transparentPng],
])('%s works', async (_, make) => {
  await pay();
  const { status, body } = await asOne(await make());
  expect(status).toBe(200);
  expect((await served(body.data?.restoredImage)).type).toBe('image/jpeg');
});

/** A new account where the first has spent its points. */
async function pay(): Promise<void> {
  const { points } = await ada.standing();
  if (points < 10) ada = await login(stack(), `ada-${Date.now()}`);
}

test('a file’s name and declared type decide nothing', async () => {
  await pay();
  const image = { bytes: await webpPhoto(), name: '../../evil.exe', type: 'application/x-msdownload' };
  const { status, body } = await ada.post('/api/image/restore', { form: { image } });
  expect(status).toBe(200);
  expect(body.data?.originalImage).toMatch(/^upload_[0-9a-z]{26}\.jpg$/);
  expect(JSON.stringify(body)).not.toContain('evil');
});

test('a film is served by ranges, as players ask for it', async () => {
  const { body } = await asOne(await webpPhoto());
  const found = await ada.get(`/uploads/${body.data?.restoredImage}`);
  const part = await fetch(found.headers.get('location')!, { headers: { range: 'bytes=0-9' } });
  expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 10]);
});
