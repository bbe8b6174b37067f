import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Client, login } from '#tests/support/client.ts';
import { webpPhoto } from '#tests/support/pictures.ts';
import { useStack } from '#tests/support/stack.ts';

const SESSION_KEY = 'c2Vzc2lvbiBrZXkgdGhhdCBpcyBzZWNyZXQ=';

/** A WeChat whose session keys are known. It gives one with its refusals too. */
const wechat = createServer((request, response) => {
  const code = new URL(request.url!, 'http://wechat').searchParams.get('js_code')!;
  const errcode = code.startsWith('bad') ? 40029 : code.startsWith('odd') ? 99_999 : 0;
  response.end(JSON.stringify({ openid: `o${code}`, session_key: SESSION_KEY, errcode, errmsg: 'as it is' }));
}).listen(0, '127.0.0.1');
await once(wechat, 'listening');

const WECHAT_BASE_URL = `http://127.0.0.1:${(wechat.address() as AddressInfo).port}`;
const stack = useStack({ variables: { LOG_LEVEL: 'debug' }, settings: { WECHAT_BASE_URL } });
const image = { bytes: await webpPhoto(24, 16) };

/** Everything that left: answers to clients, and lines of the log. */
const left: string[] = [];
const logged: string[] = [];
let ada: Client;

beforeAll(async () => {
  for (const level of ['debug', 'info', 'warn', 'error', 'log'] as const)
    vi.spyOn(console, level).mockImplementation((...line: unknown[]) => void logged.push(line.map(String).join(' ')));
  ada = await login(stack(), 'ada');
});
afterAll(() => {
  vi.restoreAllMocks();
  wechat.closeAllConnections();
  wechat.close();
});

async function everyAnswer(client: Client): Promise<void> {
  const form = { image };
  const calls = [
    client.get('/api/wechat/user/info'),
    client.get('/api/wechat/user/transactions'),
    client.get('/api/wechat/user/api-usage'),
    client.get('/api/wechat/points/config'),
    client.post('/api/wechat/login', { json: { code: 'ada' } }),
    client.post('/api/wechat/login', { json: { code: 'bad' } }),
    client.post('/api/wechat/login', { json: { code: 'odd' } }),
    client.post('/api/wechat/payment/create', { json: { amount: 1 } }),
    client.post('/api/wechat/payment/create', { json: { amount: -1 } }),
    client.post('/api/wechat/payment/notify', { raw: '<xml><sign>0</sign></xml>', headers: { 'content-type': 'text/xml' } }),
    client.post('/api/image/restore', { form }),
    client.post('/api/image/custom', { form: { ...form, prompt: '[unsafe]' } }),
    client.post('/api/image/custom', { form: { ...form, prompt: '[broken]' } }),
    client.get('/api/image/jobs/req_1'),
    client.get('/uploads/nothing.jpg'),
  ];
  for (const { text, headers } of await Promise.all(calls)) left.push(text, JSON.stringify([...headers]));
}

test('no secret of the stage, no session key, token or picture is in a log line, and none of the former in an answer', async () => {
  await everyAnswer(ada);
  expect(left.length).toBeGreaterThan(20);
  expect(logged.some((line) => line.includes('"event":"request"'))).toBe(true);
  const everything = [...left, ...logged].join('\n');
  const secrets = { session_key: 'session_key', 'a session key': SESSION_KEY, ...stack().secrets };
  for (const [name, secret] of Object.entries(secrets)) expect(everything.includes(secret.slice(0, 200)), name).toBe(false);
  expect(logged.join('\n')).not.toContain(ada.token!);
  expect(logged.join('\n')).not.toContain(Buffer.from(image.bytes).toString('base64').slice(0, 60));
});

test('an error’s stack is in the log, and not in the answer', async () => {
  const answers = left.join('\n');
  expect(logged.join('\n')).toContain('"stack"');
  expect(answers).not.toMatch(/\bat \w+.*\.ts:\d+|node_modules|darkroom-local/);
});

const NAME = /^(upload|restored|outfit|custom|animated)_[0-9a-hjkmnp-tv-z]{26}(_photo)?\.(jpg|mp4)$/;

test('names below /uploads carry 130 bits that nobody can guess, none like another', async () => {
  const grace = await login(stack(), 'grace');
  const { body } = await grace.post('/api/image/restore', { form: { image } });
  const { body: second } = await grace.post('/api/image/restore', { form: { image } });
  const names = [body, second].flatMap(({ data }) => [data?.originalImage, data?.restoredImage]).map(String);
  for (const name of names) expect(name).toMatch(NAME);
  expect(new Set(names.map((name) => name.split('_')[1]!.slice(0, 10))).size).toBe(4);
  for (const name of names) expect(name).not.toContain(body.requestId!.slice(4, 20));
});

test.each([
  'restored_0123456789abcdefghjkmnpqrs.jpg',
  'restored_0123456789abcdefghjkmnpqrs.png',
  'nothing',
  '..',
  '%2e%2e%2fincoming',
  'incoming%2Fuser_1%2Fx',
  'restored_0123456789abcdefghjkmnpqrs.jpg%00',
  '%F0%9F%98%80.jpg',
  '<script>alert(1)</script>',
  'x'.repeat(2000),
])('/uploads/%s is a 404 in the API’s own shape', async (name) => {
  const { status, body } = await ada.get(`/uploads/${name}`);
  expect(status).toBe(404);
  expect(body).toMatchObject({ success: false, code: 'NOT_FOUND', error: expect.any(String), message: expect.any(String) });
});
