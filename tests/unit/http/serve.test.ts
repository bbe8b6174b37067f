import { beforeEach, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import type { ClaimResult, IdempotencyStore } from '#shared/contract/idempotency.ts';
import { bearer } from '#shared/http/bearer.ts';
import { reply } from '#shared/http/reply.ts';
import type { HttpEvent } from '#shared/http/request.ts';
import { serve } from '#shared/http/serve.ts';
import { fail } from '#shared/kernel/fault.ts';

const contract = endpoint({
  ...{ id: 'test/spend', api: 'mini', method: 'POST', path: '/spend', summary: '', auth: 'account', rate: 'write', uses: [], faults: [] },
  body: z.strictObject({ amount: z.int('amount 必须是整数') }),
  idempotent: true,
  responses: { 200: z.strictObject({ success: z.literal(true), order: z.string() }) },
  example: { request: {}, response: null },
});

const store = { claim: vi.fn<IdempotencyStore['claim']>(), complete: vi.fn(), release: vi.fn(), abandon: vi.fn() };
const handle = vi.fn(async ({ operation }: { operation: { random: string } }) =>
  reply(200, { success: true, order: operation.random } as const),
);
const handler = serve(contract, () => ({
  handle,
  authenticate: bearer(async (token) => (token === 'good' ? { account: 'ada' } : fail('request.unauthorized'))),
  idempotency: store,
}));

const eventOf = (headers: Record<string, string> = {}, body: string = '{"amount":1}') =>
  ({
    headers: { authorization: 'Bearer good', ...headers },
    rawPath: '/spend',
    body,
    isBase64Encoded: false,
    requestContext: { requestId: 'r-1', http: { method: 'POST', sourceIp: '1.2.3.4' } },
  }) as unknown as HttpEvent;

async function call(headers?: Record<string, string>, body?: string) {
  const answer = await handler(eventOf(headers, body), {} as Parameters<typeof handler>[1]);
  return { ...answer, body: JSON.parse(answer.body) as Record<string, unknown> };
}

const KEY = { 'idempotency-key': 'k-1' };
const claims = (result: ClaimResult) => store.claim.mockResolvedValue(result);

beforeEach(() => {
  vi.clearAllMocks();
  claims({ state: 'claimed', operation: { at: 1, random: 'first' } });
});

test('an answer is JSON with the request’s id', async () => {
  const { statusCode, headers, body } = await call();
  expect([statusCode, body.success]).toEqual([200, true]);
  expect(headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8', 'x-request-id': 'r-1' });
  expect(store.claim).not.toHaveBeenCalled();
});

test('who is not logged in is not told what is wrong with the body', async () => {
  expect(await call({ authorization: 'Bearer bad' }, '{')).toMatchObject({ statusCode: 401, body: { code: 'UNAUTHORIZED' } });
  expect(await call({ authorization: 'Basic good' })).toMatchObject({ statusCode: 401 });
});

test('an unexpected error is a 500 that tells its id and nothing else', async () => {
  handle.mockRejectedValueOnce(new Error('ConditionalCheckFailed on table darkroom-prod'));
  const { statusCode, headers, body } = await call();
  expect(statusCode).toBe(500);
  expect(headers['x-request-id']).toBe('r-1');
  expect(body).toEqual({ success: false, error: '服务器内部错误', message: '服务器内部错误 (r-1)', code: 'INTERNAL_ERROR' });
});

test('a request under a key runs under the key’s operation, and its answer is kept', async () => {
  expect((await call(KEY)).body).toEqual({ success: true, order: 'first' });
  expect(store.complete).toHaveBeenCalledWith(
    expect.objectContaining({ account: 'ada', key: 'k-1' }),
    expect.objectContaining({ statusCode: 200, body: '{"success":true,"order":"first"}' }),
  );
});

test('the stored answer comes again, and says so', async () => {
  claims({ state: 'done', answer: { statusCode: 200, headers: { location: '/x' }, body: '{"success":true,"order":"kept"}' } });
  const again = await call(KEY);
  expect(again).toMatchObject({ statusCode: 200, headers: { location: '/x', 'idempotent-replayed': 'true', 'x-request-id': 'r-1' } });
  expect(again.body.order).toBe('kept');
  expect(handle).not.toHaveBeenCalled();
  expect(store.complete).not.toHaveBeenCalled();
});

test.each([
  ['mismatch', 422, 'IDEMPOTENCY_KEY_REUSED'],
  ['running', 409, 'REQUEST_IN_PROGRESS'],
] as const)('a key in state %s is a %i', async (state, statusCode, code) => {
  claims({ state });
  expect(await call(KEY)).toMatchObject({ statusCode, body: { code } });
  expect(handle).not.toHaveBeenCalled();
  expect(store.release).not.toHaveBeenCalled();
});

test('a fault that means "nothing was done" frees the key', async () => {
  handle.mockImplementationOnce(async () => fail('points.insufficient'));
  expect(await call(KEY)).toMatchObject({ statusCode: 402 });
  expect([store.release, store.complete, store.abandon].map(({ mock }) => mock.calls.length)).toEqual([1, 0, 0]);
});

test('a fault that is the result of work is kept like any other answer', async () => {
  handle.mockImplementationOnce(async () => fail('ai.refused'));
  expect(await call(KEY)).toMatchObject({ statusCode: 422 });
  expect(store.complete).toHaveBeenCalledWith(expect.anything(), expect.objectContaining({ statusCode: 422 }));
});

test('after an error the next try goes on under the same operation', async () => {
  handle.mockRejectedValueOnce(new Error('connection lost'));
  await call(KEY);
  expect([store.release, store.complete, store.abandon].map(({ mock }) => mock.calls.length)).toEqual([0, 0, 1]);
});

test.each(['', 'x'.repeat(256), 'schlüssel', 'a\tb'])('the key %j is refused', async (key) => {
  const { statusCode, body } = await call({ 'idempotency-key': key });
  expect([statusCode, body.field]).toEqual([400, 'Idempotency-Key']);
  expect(store.claim).not.toHaveBeenCalled();
});

test('the same request has the same fingerprint however its JSON is written, another one another', async () => {
  await call(KEY, '{"amount":1}');
  await call(KEY, '{ "amount" : 1 }');
  await call(KEY, '{"amount":2}');
  const [first, same, other] = store.claim.mock.calls.map(([{ fingerprint }]) => fingerprint);
  expect(same).toBe(first);
  expect(other).not.toBe(first);
});
