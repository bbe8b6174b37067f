import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cleanPhoto } from '#tests/support/pictures.ts';
import { API_KEY, startGoogle } from './google.ts';

// What the stand-in refuses, as Google does: spoken to without the client, which would not send most of this.
let google: Awaited<ReturnType<typeof startGoogle>>;
let data: string;
beforeAll(async () => {
  google = await startGoogle();
  data = (await cleanPhoto(80, 100)).toString('base64');
});
afterAll(() => google.close());

async function post(path: string, body: unknown, headers: Record<string, string> = { 'x-goog-api-key': API_KEY }) {
  const response = await fetch(`${google.url}${path}`, {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const { error } = (await response.json()) as { error: unknown };
  return { status: response.status, error };
}

const IMAGE = '/gemini/v1beta/models/gemini-nano-banana-2.1:generateContent';
const request = (extra: object = {}) => ({
  contents: [{ role: 'user', parts: [{ inlineData: { mimeType: 'image/jpeg', data } }, { text: 'Restore.' }] }],
  ...extra,
});

test('no key and a wrong key are refused in Google’s words', async () => {
  expect(await post(IMAGE, request(), {})).toMatchObject({ status: 403, error: { code: 403, status: 'PERMISSION_DENIED' } });
  expect(await post(IMAGE, request(), { 'x-goog-api-key': 'wrong' })).toMatchObject({
    status: 400,
    error: { status: 'INVALID_ARGUMENT', message: expect.stringMatching(/API key not valid/), details: [{ reason: 'API_KEY_INVALID' }] },
  });
});

test.each([
  ['a body that is no JSON', () => '{', /Invalid JSON payload/],
  ['an unknown field', () => request({ generation_konfig: {} }), /Unknown name "generation_konfig"/],
  ['an unknown field inside', () => request({ generationConfig: { imageKonfig: {} } }), /Unknown name "imageKonfig" at 'generationConfig'/],
  [
    'an aspect ratio that there is not',
    () => request({ generationConfig: { imageConfig: { aspectRatio: '7:3' } } }),
    /aspect_ratio must be one of/,
  ],
  ['no contents', () => ({ contents: [] }), /contents is not specified/],
  [
    'a picture that is none',
    () => ({ contents: [{ parts: [{ text: 'x' }, { inlineData: { mimeType: 'image/png', data: 'AAAA' } }] }] }),
    /Unable to process input image/,
  ],
  [
    'a PDF',
    () => ({ contents: [{ parts: [{ text: 'x' }, { inlineData: { mimeType: 'application/pdf', data: 'AAAA' } }] }] }),
    /Unsupported MIME type/,
  ],
])('%s is a 400', async (_, body, message) => {
  expect(await post(IMAGE, body())).toMatchObject({
    status: 400,
    error: { code: 400, status: 'INVALID_ARGUMENT', message: expect.stringMatching(message) },
  });
});

test('the asked aspect ratio is the picture’s', async () => {
  const response = await fetch(google.url + IMAGE, {
    method: 'POST',
    headers: { 'x-goog-api-key': API_KEY },
    body: JSON.stringify(request({ generationConfig: { imageConfig: { aspectRatio: '16:9' } } })),
  });
  const { candidates } = (await response.json()) as { candidates: [{ content: { parts: [unknown, { inlineData: { data: string } }] } }] };
  const { width, height } = await sharp(Buffer.from(candidates[0].content.parts[1].inlineData.data, 'base64')).metadata();
  expect(width / height).toBeCloseTo(16 / 9, 1);
});

const interaction = (format: object, model = 'gemini-omni-1.1-flash') => ({
  model,
  input: [
    { type: 'image', data, mime_type: 'image/jpeg' },
    { type: 'text', text: 'Wave.' },
  ],
  background: true,
  response_format: { type: 'video', ...format },
});

test.each([
  ['a number as duration', () => interaction({ duration: 8 }), 400, /duration must be a string/],
  ['11 seconds', () => interaction({ duration: '11s' }), 400, /between 3s and 10s/],
  ['an aspect ratio that there is not', () => interaction({ aspect_ratio: '4:3' }), 400, /aspect_ratio must be 16:9 or 9:16/],
  ['a resolution that there is not', () => interaction({ resolution: '480p' }), 400, /resolution must be/],
  ['a retired model', () => interaction({}, 'gemini-omni-flash-preview'), 404, /no longer available.*gemini-omni-1\.1-flash/],
  ['an unknown field', () => ({ ...interaction({}), negative_prompt: 'x' }), 400, /Unknown name "negative_prompt"/],
])('an interaction with %s is refused, with a code in words', async (_, body, status, message) => {
  expect(await post('/gemini/v1beta/interactions', body())).toMatchObject({
    status,
    error: { code: expect.any(String), message: expect.stringMatching(message) },
  });
});

test('an interaction that there is not is a 400', async () => {
  const response = await fetch(`${google.url}/gemini/v1beta/interactions/v1_nothing`, { headers: { 'x-goog-api-key': API_KEY } });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: { message: 'Invalid interaction name' } });
});

test('Vertex AI wants a token of the service account, and gives none for a foreign signature', async () => {
  const path = '/vertex/v1/projects/darkroom-local/locations/us-central1/publishers/google/models/veo-3.1-generate-001:predictLongRunning';
  expect(await post(path, {}, { authorization: 'Bearer made-up' })).toMatchObject({ status: 401, error: { status: 'UNAUTHENTICATED' } });
  const forged = new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: 'a.b.c' });
  expect(await post('/vertex/token', String(forged))).toMatchObject({ status: 400, error: 'invalid_grant' });
});

test('a file needs the key', async () => {
  expect((await fetch(`${google.url}/gemini/v1beta/files/x:download?alt=media`)).status).toBe(403);
});
