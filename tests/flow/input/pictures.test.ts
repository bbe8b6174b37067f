import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { type Client, type FormField, login, type Sent } from '#tests/support/client.ts';
import { damagedPhoto, hugePngHeader, jpegOfBytes, tinyPng, truncatedJpeg } from '#tests/support/pictures.ts';
import { send, useStack } from '#tests/support/stack.ts';
import { expectNoTrace, expectRefusal } from './refusal.ts';

const stack = useStack();
const photo = { bytes: await damagedPhoto(60, 80) };
let ada: Client;
beforeAll(async () => {
  ada = await login(stack(), 'ada');
});

const file = (bytes: Uint8Array | string, name = 'photo.jpg'): FormField => ({ bytes: Buffer.from(bytes as Uint8Array), name });
const gif = async () =>
  sharp(await tinyPng())
    .gif()
    .toBuffer();
const tiff = async () =>
  sharp(await tinyPng())
    .tiff()
    .toBuffer();
const avif = async () =>
  sharp(await tinyPng())
    .avif()
    .toBuffer();
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd"/></svg>';
const noPicture = { status: 400, code: 'INVALID_IMAGE', field: 'image' };

test.each<[string, () => Promise<FormField> | FormField]>([
  ['an empty file', () => file('')],
  ['a text named .jpg', () => file('I am a picture, honestly.')],
  ['a page named .jpg', () => file('<!doctype html><script>alert(1)</script>')],
  ['a GIF', async () => file(await gif())],
  ['a BMP', () => file(Buffer.concat([Buffer.from('BM'), Buffer.alloc(100)]))],
  ['a TIFF', async () => file(await tiff())],
  ['an AVIF', async () => file(await avif())],
  ['an SVG that reads files', () => file(svg, 'photo.svg')],
  ['a PDF', () => file('%PDF-1.7\n1 0 obj\n', 'photo.pdf')],
  ['two bytes of JPEG', () => file(Buffer.from([0xff, 0xd8]))],
  ['noughts', () => file(Buffer.alloc(5000))],
])('%s is refused, whatever its name and type say, and costs nothing', async (_, make) => {
  const image = await make();
  await expectNoTrace(ada, () => ada.post('/api/image/restore', { form: { image } }), noPicture);
});

test('a picture of 20,000 × 20,000 pixels is refused by its header alone', async () => {
  const image = file(hugePngHeader(), 'photo.png');
  const refusal = { status: 413, code: 'IMAGE_TOO_LARGE', field: 'image' };
  await expectNoTrace(ada, () => ada.post('/api/image/restore', { form: { image } }), refusal);
  const answer = await ada.post('/api/image/custom', { form: { image, prompt: 'x' } });
  expect(answer.body.message).toContain('20000×20000');
});

test.each([
  ['a photo whose second half is missing', truncatedJpeg],
  ['a photo with noise for its content', async () => Buffer.concat([(await damagedPhoto()).subarray(0, 800), Buffer.alloc(4000, 0x55)])],
])('%s fails its job, says so and costs nothing', async (_, make) => {
  const before = await ada.standing();
  const answer = await ada.post('/api/image/restore', { form: { image: { bytes: await make() } } });
  expectRefusal(answer, { status: 400, code: 'INVALID_IMAGE' });
  expect(answer.body.requestId).toMatch(/^req_/);
  expect(await ada.standing()).toEqual({ ...before, jobs: before.jobs + 1 });
  const { body } = await ada.get('/api/wechat/user/api-usage?limit=1');
  expect(body.data).toMatchObject({ usage: [{ success: false, points_cost: 0, request_id: answer.body.requestId }] });
});

test('a photo just below 4.5 MB works', async () => {
  const image = { bytes: await jpegOfBytes(4_200_000) };
  expect(image.bytes.length).toBeGreaterThan(4_000_000);
  expect(image.bytes.length).toBeLessThan(4_500_000);
  expect((await ada.post('/api/image/restore', { form: { image } })).status).toBe(200);
});

test('a photo little above 4.5 MB still reaches the function, which names the way round', async () => {
  const image = file(Buffer.concat([photo.bytes, Buffer.alloc(4_550_000)]));
  const refusal = { status: 413, code: 'IMAGE_TOO_LARGE', field: 'image' };
  await expectNoTrace(ada, () => ada.post('/api/image/restore', { form: { image } }), refusal);
});

test.each([
  ['of 5 MB', 5_000_000],
  ['5 MB over the gateway’s limit of 10 MB', 15_000_000],
])('a photo %s is a 413 that names the way round it, and costs nothing', async (_, bytes) => {
  const image = file(Buffer.concat([photo.bytes, Buffer.alloc(bytes)]));
  await expectNoTrace(ada, () => ada.post('/api/image/restore', { form: { image } }), { status: 413, code: 'IMAGE_TOO_LARGE' });
  const { body } = await ada.post('/api/image/restore', { form: { image } });
  expect(body.message).toContain('POST /api/uploads');
  expect(body.message).toContain('imageKey');
});

const line = (name: string, content: string, more = '') =>
  `--line\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${content}\r\n`;
const image = line('image', 'JPEG', '; filename="a.jpg"');
const multipart = (raw: string, type = 'multipart/form-data; boundary=line'): Sent => ({ raw, headers: { 'content-type': type } });

test.each([
  ['a form that breaks off in a file', multipart(image.slice(0, -4)), 'body'],
  ['a form that breaks off in a header', multipart(`${line('prompt', 'x')}--line\r\nContent-Dis`), 'body'],
  ['a form without its end', multipart(line('prompt', 'x')), 'body'],
  ['a form without a boundary', multipart(`${image}--line--\r\n`, 'multipart/form-data'), 'body'],
  ['a form of another boundary', multipart(`${image}--line--\r\n`, 'multipart/form-data; boundary=other'), 'body'],
  ['a field twice', multipart(`${line('prompt', 'a')}${line('prompt', 'b')}--line--\r\n`), 'prompt'],
  ['a picture twice', multipart(`${image}${image}${line('prompt', 'a')}--line--\r\n`), 'image'],
  ['a file of an unknown name', multipart(`${line('photo', 'x', '; filename="a.jpg"')}--line--\r\n`), 'photo'],
  ['a prompt that is a file', multipart(`${line('prompt', 'x', '; filename="a.txt"')}--line--\r\n`), 'prompt'],
  ['an unknown field', { form: { image: photo, prompt: 'x', price: '0' } }, 'price'],
  ['a field named __proto__', multipart(`${line('__proto__', 'x')}${line('prompt', 'x')}--line--\r\n`), '__proto__'],
  ['41 fields', multipart(`${Array.from({ length: 41 }, (_, i) => line(`f${i}`, 'x')).join('')}--line--\r\n`), 'body'],
  ['no picture', { form: { prompt: 'x' } }, 'image'],
  ['a picture that is a text', { form: { image: 'photo.jpg', prompt: 'x' } }, 'image'],
  ['no body', {}, 'prompt'],
  ['an empty form', multipart('--line--\r\n'), 'prompt'],
])('%s is refused, named, and costs nothing', async (_, sent, field) => {
  const ask = () => ada.post('/api/image/custom', sent);
  await expectNoTrace(ada, ask, { status: 400, code: 'INVALID_REQUEST', field });
});

test('a body that is shorter than it says costs nothing', async () => {
  const before = await ada.standing();
  const headers = {
    authorization: `Bearer ${ada.token}`,
    'content-type': 'multipart/form-data; boundary=line',
    'transfer-encoding': 'chunked',
  };
  expect((await send(stack(), 'POST', '/api/image/custom', { headers, body: image.slice(0, 40) })).status).toBe(400);
  expect(await ada.standing()).toEqual(before);
});
