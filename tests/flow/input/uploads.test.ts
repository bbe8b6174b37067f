import { beforeAll, expect, test } from 'vitest';
import { FILE_LIMIT } from '#shared/http/body/multipart.ts';
import { type Client, login } from '#tests/support/client.ts';
import { cleanPhoto, damagedPhoto, hugePngHeader, jpegOfBytes } from '#tests/support/pictures.ts';
import { useStack } from '#tests/support/stack.ts';
import { expectNoTrace } from './refusal.ts';

const stack = useStack();
const photo = await damagedPhoto(60, 80);
let ada: Client;
beforeAll(async () => {
  ada = await login(stack(), 'ada');
});

interface Grant {
  key: string;
  uploadUrl: string;
  method: string;
  headers: Record<string, string>;
  expiresIn: number;
}

async function grant(client: Client, bytes: number, contentType = 'image/jpeg'): Promise<Grant> {
  const { status, body } = await client.post('/api/uploads', { json: { contentType, bytes } });
  expect([status, body.success]).toEqual([200, true]);
  return body.data as unknown as Grant;
}

/** Asks for an upload and makes it; answers its key. */
async function upload(client: Client, bytes: Uint8Array, contentType?: string): Promise<string> {
  const { key, uploadUrl, method, headers } = await grant(client, bytes.length, contentType);
  expect((await fetch(uploadUrl, { method, headers, body: new Uint8Array(bytes) })).status).toBe(200);
  return key;
}

test('a photo above the gateway’s limit is restored by its key, through each kind of body', async () => {
  const large = await jpegOfBytes(6_000_000);
  expect(large.length).toBeGreaterThan(FILE_LIMIT);
  const imageKey = await upload(ada, large);
  const restored = await ada.post('/api/image/restore', { form: { imageKey } });
  expect([restored.status, restored.body.points?.deducted]).toEqual([200, 10]);
  const headers = { 'content-type': 'application/x-www-form-urlencoded', prefer: 'respond-async' };
  const again = await ada.post('/api/image/restore', { raw: new URLSearchParams({ imageKey }).toString(), headers });
  expect(again.status).toBe(202);
});

test('picture and reference can both be uploaded before', async () => {
  const [imageKey, referenceKey] = await Promise.all([upload(ada, photo), cleanPhoto(40, 50).then((bytes) => upload(ada, bytes))]);
  const { status, body } = await ada.post('/api/image/outfit-change', { json: { imageKey, referenceKey } });
  expect([status, body.data]).toMatchObject([200, { useReference: true, style: null }]);
});

test('an upload’s URL is for one object, of the stated type and size, for 15 minutes', async () => {
  const { key, uploadUrl, headers, expiresIn } = await grant(ada, photo.length);
  expect(key).toMatch(new RegExp(`^incoming/${ada.account}/[0-9a-z]{26}$`));
  expect([headers, expiresIn]).toEqual([{ 'content-type': 'image/jpeg' }, 900]);
  const { searchParams, pathname } = new URL(uploadUrl);
  expect(pathname).toContain(key);
  expect(searchParams.get('X-Amz-Expires')).toBe('900');
  expect(searchParams.get('X-Amz-SignedHeaders')).toBe('content-length;content-type;host');
});

test('two uploads have nothing in common that could be guessed', async () => {
  const keys = await Promise.all(Array.from({ length: 5 }, async () => (await grant(ada, 10)).key));
  expect(new Set(keys).size).toBe(5);
});

const asKey = (imageKey: string) => () => ada.post('/api/image/restore', { json: { imageKey } });
const invalid = { status: 400, code: 'INVALID_REQUEST', field: 'imageKey' };

test('a key under which nothing was uploaded is refused', async () => {
  const { key } = await grant(ada, 100);
  await expectNoTrace(ada, asKey(key), invalid);
});

test.each([
  ['another user’s key', (own: string, other: string) => other || own],
  ['a key with another user’s folder in it', (own: string, other: string) => `${own.slice(0, own.lastIndexOf('/'))}/../${other.slice(9)}`],
  ['a public name', () => 'uploads/restored_0123456789abcdefghjkmnpqrs.jpg'],
  ['a key of upper case', (own: string) => own.toUpperCase()],
  ['a key with a slash before it', (own: string) => `/${own}`],
  ['a key with a NUL in it', (own: string) => `${own.slice(0, -1)}\u0000`],
  ['a URL', () => 'https://169.254.169.254/latest/meta-data'],
  ['something very long', () => 'x'.repeat(201)],
])('%s is refused as imageKey, named, and costs nothing', async (_, make) => {
  const eve = await login(stack(), 'eve');
  const [own, other] = await Promise.all([upload(ada, photo), upload(eve, photo)]);
  await expectNoTrace(ada, asKey(make(own, other)), invalid);
});

test('another user’s key is refused as referenceKey too', async () => {
  const other = await upload(await login(stack(), 'eve'), photo);
  const ask = () => ada.post('/api/image/outfit-change', { form: { image: { bytes: photo }, referenceKey: other } });
  await expectNoTrace(ada, ask, { ...invalid, field: 'referenceKey' });
});

test('a file and a key at once are refused', async () => {
  const imageKey = await upload(ada, photo);
  const ask = () => ada.post('/api/image/restore', { form: { image: { bytes: photo }, imageKey } });
  await expectNoTrace(ada, ask, { ...invalid, field: 'image' });
});

test.each([
  ['a text', async () => Buffer.from('not a picture at all'), { status: 400, code: 'INVALID_IMAGE' }],
  ['a picture of 400 megapixels', async () => hugePngHeader(), { status: 413, code: 'IMAGE_TOO_LARGE' }],
  ['nothing', async () => Buffer.alloc(0), { status: 400, code: 'INVALID_IMAGE' }],
])('%s that was uploaded as a JPEG is refused when it is used', async (_, make, refusal) => {
  const bytes = await make();
  const { key, uploadUrl, headers } = await grant(ada, bytes.length || 1);
  await fetch(uploadUrl, { method: 'PUT', headers, body: new Uint8Array(bytes) });
  await expectNoTrace(ada, asKey(key), { ...refusal, field: 'imageKey' });
});

test('an object of more than 20 MB, however it came there, is refused', async () => {
  const { key, uploadUrl, headers } = await grant(ada, 20 * 1024 * 1024);
  const body = new Uint8Array(20 * 1024 * 1024 + 1);
  body.set(photo);
  const put = await fetch(uploadUrl, { method: 'PUT', headers, body });
  if (put.ok) await expectNoTrace(ada, asKey(key), { status: 413, code: 'IMAGE_TOO_LARGE', field: 'imageKey' });
  else expect(put.status).toBe(403);
});

test('what was uploaded is not served before a worker has made it presentable', async () => {
  const key = await upload(ada, photo);
  for (const path of [`/uploads/${key}`, `/uploads/${encodeURIComponent(key)}`, `/uploads/${key.split('/')[2]}`])
    expect((await ada.get(path)).status).toBe(404);
});
