import { setTimeout as delay } from 'node:timers/promises';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { expect, test } from 'vitest';
import type { LambdaContext } from '#local/gateway/context.ts';
import type { Contract } from '#shared/contract/endpoint.ts';
import { send, useStack } from '#tests/support/stack.ts';
import { loader, route, task } from './fixtures.ts';

const MB = 1024 * 1024;
const errors: string[] = [];

const stack = useStack({
  registry: [
    route('test/echo', 'POST', '/echo/{name}'),
    route('test/who', 'GET', '/who'),
    route('test/broken', 'GET', '/broken'),
    route('test/slow', 'GET', '/slow', 0.2),
    route('test/huge', 'GET', '/huge'),
    { ...route('test/restore', 'POST', '/api/image/restore'), files: ['image'] } as Contract,
    route('test/cancel', 'DELETE', '/api/image/jobs/{requestId}'),
    task('test/tick'),
  ],
  load: loader({
    'test/echo': (event) => event,
    'test/who': (event, context) => ({ statusCode: 200, headers: { 'X-Request-Id': 'mine' }, body: who(event, context) }),
    'test/broken': () => Promise.reject(new Error('the secret reason')),
    'test/slow': () => delay(2000),
    'test/huge': () => ({ statusCode: 200, body: 'x'.repeat(7 * MB) }),
    'test/restore': () => 'handled',
    'test/tick': (event) => event,
  }),
  onInvocation: (_, error) => void (error && errors.push(String(error))),
});

const who = (event: unknown, context: LambdaContext): string =>
  JSON.stringify({
    ip: (event as APIGatewayProxyEventV2).requestContext.http.sourceIp,
    name: context.functionName,
    left: context.getRemainingTimeInMillis(),
    memory: context.memoryLimitInMB,
  });

test('a handler gets the event of the request, and its plain result is a 200 in JSON', async () => {
  const { status, text, headers } = await send(stack(), 'POST', '/echo/a%20b?x=1', {
    headers: { 'content-type': 'text/plain', cookie: 'c=1' },
    body: '你好',
  });
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('application/json');
  expect(JSON.parse(text)).toMatchObject({
    routeKey: 'POST /echo/{name}',
    pathParameters: { name: 'a b' },
    queryStringParameters: { x: '1' },
    cookies: ['c=1'],
    body: '你好',
    isBase64Encoded: false,
  });
});

test('every loopback address is a client of its own, also over localhost', async () => {
  const { text } = await send(stack(), 'GET', '/who', { from: '127.0.0.77' });
  expect(JSON.parse(text)).toMatchObject({ ip: '127.0.0.77', name: 'TestWho', memory: '512' });
  expect(JSON.parse(text).left).toBeGreaterThan(28_000);
  expect((await fetch(`${stack().url}/who`)).status).toBe(200);
});

test('every answer has a request id; the one of the handler wins', async () => {
  expect((await send(stack(), 'GET', '/who')).headers['x-request-id']).toBe('mine');
  expect((await send(stack(), 'GET', '/healthz')).headers['x-request-id']).toMatch(/^[\w-]{36}$/);
});

test('it says that it is healthy', async () => {
  expect(await send(stack(), 'GET', '/healthz')).toMatchObject({ status: 200, text: '{"status":"ok"}' });
});

test('an unknown path is a 404 and a wrong method a 405 with Allow, in the shape of its API', async () => {
  const missing = await send(stack(), 'GET', '/api/image/nothing');
  expect(missing.status).toBe(404);
  expect(JSON.parse(missing.text)).toMatchObject({ success: false, error: '资源不存在', code: 'NOT_FOUND' });
  const wrong = await send(stack(), 'DELETE', '/api/image/restore');
  expect(wrong).toMatchObject({ status: 405, headers: { allow: 'POST' } });
  expect(JSON.parse(wrong.text)).toMatchObject({ success: false, code: 'METHOD_NOT_ALLOWED' });
});

test('a handler that throws is a 500 that tells nothing, and is reported', async () => {
  expect(await send(stack(), 'GET', '/broken')).toMatchObject({ status: 500, text: '{"message":"Internal Server Error"}' });
  expect(errors).toContain('Error: the secret reason');
});

test('a function is ended at its time limit', async () => {
  expect(await send(stack(), 'GET', '/slow')).toMatchObject({ status: 500, text: '{"message":"Internal Server Error"}' });
  expect(errors).toContain('TaskTimedOut: Task timed out after 0.20 seconds');
  expect(stack().invocations.findLast(({ id }) => id === 'test/slow')).toMatchObject({ outcome: 'timed out' });
});

test("an answer over Lambda's 6 MB is a 500", async () => {
  expect((await send(stack(), 'GET', '/huge')).status).toBe(500);
});

test.each([5, 11])("a picture of %d MB is refused with the way round the gateway's limit", async (size) => {
  const { status, text } = await send(stack(), 'POST', '/api/image/restore', {
    headers: { 'content-type': 'image/jpeg' },
    body: Buffer.alloc(size * MB),
  });
  expect(status).toBe(413);
  expect(JSON.parse(text)).toMatchObject({ success: false, error: '图片过大', code: 'IMAGE_TOO_LARGE' });
  expect(JSON.parse(text).message).toMatch(/4\.5 MB.*POST \/api\/uploads/);
});

test('a picture of 4.4 MB gets through', async () => {
  const body = Buffer.alloc(4.4 * MB);
  expect(await send(stack(), 'POST', '/api/image/restore', { headers: { 'content-type': 'image/jpeg' }, body })).toMatchObject({
    status: 200,
    text: 'handled',
  });
});

test.each([
  ['POST', '/echo/a', 5],
  ['POST', '/echo/a', 11],
  ['DELETE', '/api/image/jobs/req_1', 11],
])('%s %s of %d MB, which is no picture, is refused as AWS does', async (method, path, size) => {
  const { status, text } = await send(stack(), method, path, {
    headers: { 'content-length': String(size * MB) },
    body: Buffer.alloc(size * MB),
  });
  expect({ status, text }).toEqual({ status: 413, text: '{"message":"Request Entity Too Large"}' });
});

test('broken percent-encoding is a 400', async () => {
  expect((await send(stack(), 'POST', '/echo/%zz')).status).toBe(400);
});

test('a timed task runs when it is told to, with the event of EventBridge', async () => {
  expect(await stack().runSchedule('test/tick')).toMatchObject({ source: 'aws.events', 'detail-type': 'Scheduled Event' });
});
