import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '#local/aws/ports.ts';
import { Client } from '#tests/support/client.ts';
import { newcomersEnvironment } from '#tests/support/environment.ts';
import { damagedPhoto } from '#tests/support/pictures.ts';
import { eventually } from '#tests/support/stack.ts';

const MAIN = fileURLToPath(new URL('../../../local/main.ts', import.meta.url));
const READY_MS = 15_000;

let port: number;
let child: ChildProcess;
let api: string;
let outside: string;

async function start(): Promise<void> {
  child = spawn(process.execPath, [MAIN], { env: { ...newcomersEnvironment, PORT: String(port) }, stdio: ['ignore', 'pipe', 'ignore'] });
  let out = '';
  child.stdout!.on('data', (chunk) => {
    out += chunk;
  });
  await eventually(() => out.includes(`\nready ${api}\n`), READY_MS);
}

beforeAll(async () => {
  port = await freePort(2);
  api = `http://localhost:${port}`;
  outside = `http://localhost:${port + 1}`;
  await start();
}, READY_MS + 1000);
afterAll(() => void child.kill('SIGKILL'));

const json = async (path: string, init?: RequestInit) => {
  const answer = await fetch(outside + path, init);
  return { status: answer.status, body: answer.status === 204 ? null : await answer.json() };
};
const loggedIn = async (code: string) => {
  const answer = await new Client(api).post('/api/wechat/login', { json: { code } });
  return { ...answer, client: new Client(api, answer.body.token) };
};
const restore = async (client: Client) => client.post('/api/image/restore', { form: { image: { bytes: await damagedPhoto(48, 60) } } });

test('GET /healthz answers 200', async () => {
  expect((await fetch(`${api}/healthz`)).status).toBe(200);
});

test.each([
  ['bad-code', 401, 'WeChat login error: invalid code'],
  ['busy-code', 503, 'WeChat login error: system busy'],
])('the code %s is refused with %i', async (code, status, message) => {
  const answer = await loggedIn(code);
  expect([answer.status, answer.body]).toEqual([status, { success: false, error: '登录失败', message, code: 'LOGIN_ERROR' }]);
});

test('any other code logs in, the same code always as the same user', async () => {
  const [first, again, other] = [await loggedIn('ada'), await loggedIn('ada'), await loggedIn('grace')];
  expect([first.body.user!.points, again.body.user!.id]).toEqual([100, first.body.user!.id]);
  expect(other.body.user!.id).not.toBe(first.body.user!.id);
});

test('the cashier’s page pays an order, and the points are there', async () => {
  const { client } = await loggedIn('payer');
  const { body } = await client.post('/api/wechat/payment/create', { json: { amount: 10 } });
  const cashier = `${outside}/cashier?order=${body.orderId}`;
  const html = await (await fetch(cashier, { headers: { accept: 'text/html' } })).text();
  expect(html).toContain('¥10.00');
  expect(html).toContain('<button>确认支付 · Pay</button>');
  expect((await fetch(cashier, { method: 'POST' })).status).toBe(200);
  expect((await client.standing()).points).toBe(200);
});

test('PUT /faults makes a service fail, DELETE clears all, GET /calls tells what was asked', async () => {
  const { client } = await loggedIn('tester');
  await json('/calls', { method: 'DELETE' });
  const fault = { service: 'gemini', mode: 'refuse', times: 1 };
  expect(await json('/faults', { method: 'PUT', body: JSON.stringify(fault) })).toMatchObject({ status: 200, body: fault });
  expect((await restore(client)).status).toBe(422);
  expect((await json('/calls?service=gemini')).body).toMatchObject([{ service: 'gemini', method: 'POST', status: 200 }]);

  await json('/faults', { method: 'PUT', body: JSON.stringify({ ...fault, times: 100 }) });
  expect((await json('/faults', { method: 'DELETE' })).status).toBe(204);
  const done = await restore(client);
  expect([done.status, done.body.points]).toEqual([200, { deducted: 10, remaining: 90 }]);
  expect((await fetch(api + (done.body.data as { imageUrl: string }).imageUrl)).headers.get('content-type')).toBe('image/jpeg');
});

test('after Ctrl-C the port is free, and a new start begins with nothing', async () => {
  const before = await loggedIn('ada');
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([0, null]);
  await start();
  const after = await loggedIn('ada');
  expect([after.body.user!.points, after.body.user!.id === before.body.user!.id]).toEqual([100, false]);
  expect((await before.client.get('/api/wechat/user/info')).status).toBe(401);
}, 30_000);
