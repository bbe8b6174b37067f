import { expect, test } from 'vitest';
import { cors } from '#shared/contract/cors.ts';
import { ask } from '#tests/support/platform/api.ts';
import { send, useStack } from '#tests/support/stack.ts';

const APP = 'https://app.example.com';
const CONSOLE = 'https://console.example.com';
const stack = useStack({ variables: { CORS_ORIGINS: `${APP}, ${CONSOLE}` } });

const preflight = (path: string, origin: string, method = 'POST') =>
  send(stack(), 'OPTIONS', path, {
    headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': 'authorization,content-type' },
  });
const corsOf = (headers: Record<string, unknown>) => Object.keys(headers).filter((name) => name.startsWith('access-control-'));

test.each([APP, CONSOLE])('a page of %s may call: the browser is told what it may send, and for how long', async (origin) => {
  const { status, headers, text } = await preflight('/api/v1/auth/login', origin);
  expect([status, text]).toEqual([204, '']);
  expect(headers).toMatchObject({
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'GET,POST,PUT,DELETE',
    'access-control-allow-headers': 'authorization,content-type,idempotency-key,prefer',
    'access-control-max-age': '3600',
  });
  // Tokens go in a header that the page sets; no cookie is ever asked for.
  expect(headers).not.toHaveProperty('access-control-allow-credentials');
});

test.each(['https://evil.example', 'http://app.example.com', `${APP}.evil.example`, `${APP}:8443`, 'null', APP.toUpperCase()])(
  'a page of %s is told nothing',
  async (origin) => {
    const asked = await preflight('/api/v1/auth/login', origin);
    expect([asked.status, corsOf(asked.headers)]).toEqual([204, []]);
    const { headers } = await ask(stack(), 'GET', '/api/v1/auth/me', { headers: { origin } });
    expect(corsOf(headers)).toEqual([]);
  },
);

test('a page may read its answers, errors too, and the headers that clients go by', async () => {
  const { status, headers } = await ask(stack(), 'GET', '/api/v1/auth/me', { headers: { origin: APP } });
  expect(status).toBe(401);
  expect(headers['access-control-allow-origin']).toBe(APP);
  const exposed = String(headers['access-control-expose-headers']).split(',');
  expect(exposed).toEqual([...cors.exposed]);
  expect(exposed).toEqual(expect.arrayContaining(['x-request-id', 'retry-after', 'ratelimit', 'ratelimit-policy', 'idempotent-replayed']));
});

test('whoever is no page gets no such header: mini-programs and servers send no origin', async () => {
  for (const path of ['/api/v1/auth/me', '/api/wechat/user/info', '/api/third/company/nums'])
    expect(corsOf((await send(stack(), 'GET', path)).headers)).toEqual([]);
});

test('OPTIONS that no browser asks is a wrong method as any other', async () => {
  const { status, headers } = await send(stack(), 'OPTIONS', '/api/v1/auth/login');
  expect([status, headers.allow]).toEqual([405, 'POST']);
});
