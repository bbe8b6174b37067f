import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Call } from '#local/outside/calls.ts';
import { startOutside } from '#local/outside/host.ts';
import { API_KEY, startGoogle } from './google.ts';

let google: Awaited<ReturnType<typeof startGoogle>>;
beforeAll(async () => {
  google = await startGoogle();
});
afterEach(() => {
  google.faults.clear();
  google.calls.clear();
});
afterAll(() => google.close());

const models = (init?: RequestInit) => fetch(`${google.url}/gemini/v1beta/models`, { headers: { 'x-goog-api-key': API_KEY }, ...init });
const order = (fault: unknown) =>
  fetch(`${google.url}/faults`, { method: 'PUT', body: typeof fault === 'string' ? fault : JSON.stringify(fault) });

test('a fault hits as often as it is told, then the service is well again', async () => {
  expect((await order({ service: 'gemini', mode: '429', times: 2 })).status).toBe(200);
  const statuses = [];
  for (let i = 0; i < 3; i++) statuses.push((await models()).status);
  expect(statuses).toEqual([429, 429, 200]);
});

test('DELETE /faults forgets what was ordered', async () => {
  await order({ service: 'gemini', mode: '500' });
  expect((await fetch(`${google.url}/faults`, { method: 'DELETE' })).status).toBe(204);
  expect((await models()).status).toBe(200);
});

test.each([
  ['service', { service: 'gmail', mode: '429' }],
  ['mode', { service: 'gemini', mode: '404' }],
  ['times', { service: 'gemini', mode: '429', times: 0 }],
  ['delayMs', { service: 'gemini', mode: 'slow', delayMs: 'long' }],
  ['body', 'no JSON'],
])('a wrong %s in a fault is named', async (field, fault) => {
  const answer = await order(fault);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ field });
});

test('slow answers late, and rightly', async () => {
  await order({ service: 'gemini', mode: 'slow', delayMs: 150 });
  const started = performance.now();
  expect((await models()).status).toBe(200);
  expect(performance.now() - started).toBeGreaterThan(140);
});

test('hang answers nothing: the client gives up, or the line is cut after delayMs', async () => {
  await order({ service: 'gemini', mode: 'hang' });
  await expect(models({ signal: AbortSignal.timeout(150) })).rejects.toThrow('timeout');
  await order({ service: 'gemini', mode: 'hang', delayMs: 50 });
  await expect(models({ signal: AbortSignal.timeout(2000) })).rejects.toThrow('fetch failed');
  expect(google.calls.list().map((call) => call.status)).toEqual([null, null]);
});

test('GET /calls shows what came, with long base64 and keys shortened', async () => {
  await fetch(`${google.url}/gemini/v1beta/interactions?key=${API_KEY}`, {
    method: 'POST',
    body: JSON.stringify({ data: 'A'.repeat(9000) }),
  });
  const [call] = (await (await fetch(`${google.url}/calls?service=gemini`)).json()) as [Call & { body: { data: string } }];
  expect(call).toMatchObject({ method: 'POST', path: '/gemini/v1beta/interactions?key=***', status: 400 });
  expect(call.body.data).toMatch(/^A+… \(9000 characters\)$/);
  expect(Date.now() - Date.parse(call.at)).toBeLessThan(60_000);
  expect((await fetch(`${google.url}/calls`, { method: 'DELETE' })).status).toBe(204);
  expect(await (await fetch(`${google.url}/calls`)).json()).toEqual([]);
});

test('a taken port is named', async () => {
  const port = Number(new URL(google.url).port);
  await expect(startOutside({ port, services: [] })).rejects.toThrow(`port ${port} for the outside services is taken`);
});

test('a body over 30 MB is a 413, a path that nobody serves a 404', async () => {
  const post = (path: string, bytes: number) => fetch(google.url + path, { method: 'POST', body: Buffer.alloc(bytes) });
  expect((await post('/gemini/v1beta/interactions', 30 * 1024 * 1024 + 1)).status).toBe(413);
  expect((await post('/nobody', 1)).status).toBe(404);
});

test('the front page tells what is here', async () => {
  expect(await (await fetch(google.url)).text()).toContain('/gemini');
});
