import { expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { type Auth, endpoint } from '#shared/contract/endpoint.ts';
import { bearer } from '#shared/http/bearer.ts';
import type { Call, Caller } from '#shared/http/call.ts';
import { reply } from '#shared/http/reply.ts';
import type { HttpEvent } from '#shared/http/request.ts';
import { serve } from '#shared/http/serve.ts';
import { fail } from '#shared/kernel/fault.ts';

const contractOf = (auth: Auth) =>
  endpoint({
    ...{ id: 'test/guarded', api: 'platform', method: 'POST', path: '/guarded', summary: '', auth, rate: 'write', uses: [], faults: [] },
    body: z.strictObject({ third_code: z.string(), amount: z.optional(z.int()) }),
    responses: { 200: z.strictObject({ code: z.literal(200) }) },
    example: { request: {}, response: null },
  });

const handle = vi.fn(async (_: Call<undefined, undefined, unknown>) => reply(200, { code: 200 } as const));
const byToken = (caller: Caller) => bearer(async () => caller);

async function post(auth: Auth, wiring: object, body: object = { third_code: 'hiliad' }) {
  handle.mockClear();
  const handler = serve(contractOf(auth), () => ({ handle, ...wiring }));
  const event = {
    headers: { authorization: 'Bearer token' },
    rawPath: '/guarded',
    body: JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: { requestId: 'r-1', http: { method: 'POST', sourceIp: '1.2.3.4' } },
  } as unknown as HttpEvent;
  return handler(event, {} as Parameters<typeof handler>[1]);
}

test('only an account with the role reaches an operator’s endpoint', async () => {
  expect(await post('admin', { authenticate: byToken({ account: 'u_1' }) })).toMatchObject({ statusCode: 403 });
  expect(handle).not.toHaveBeenCalled();
  expect(await post('admin', { authenticate: byToken({ account: 'u_1', roles: ['admin'] }) })).toMatchObject({ statusCode: 200 });
});

test('a guarded endpoint that is wired without a guard lets nobody in', async () => {
  expect(await post('account', {})).toMatchObject({ statusCode: 401 });
  expect(handle).not.toHaveBeenCalled();
});

test('a partner is known by what its body says, before the rest of the body is checked', async () => {
  const authenticate = vi.fn(async ({ fields }: Call) =>
    (fields as { third_code: string }).third_code === 'hiliad' ? { account: 'partner' } : fail('request.unauthorized'),
  );
  expect(await post('partner', { authenticate }, { third_code: 'stranger', amount: 'wrong' })).toMatchObject({ statusCode: 401 });
  expect(await post('partner', { authenticate }, { third_code: 'hiliad', amount: 'wrong' })).toMatchObject({ statusCode: 400 });
  expect(await post('partner', { authenticate })).toMatchObject({ statusCode: 200 });
  expect(handle.mock.calls[0]![0]).toMatchObject({ account: 'partner', caller: { account: 'partner' } });
});

test('a call is counted once it could be answered, and not answered beyond the limit', async () => {
  const limit = vi.fn(async () => {});
  const authenticate = byToken({ account: 'u_1' });
  expect(await post('account', { authenticate, limit }, { amount: 1 })).toMatchObject({ statusCode: 400 });
  expect(limit).not.toHaveBeenCalled();
  expect(await post('account', { authenticate, limit })).toMatchObject({ statusCode: 200 });
  expect(limit).toHaveBeenCalledTimes(1);
  const full = async () => fail('request.rate_limited', { retryAfter: 7 });
  const refused = await post('account', { authenticate, limit: full });
  expect(refused).toMatchObject({ statusCode: 429, headers: { 'retry-after': '7' } });
  expect(handle).not.toHaveBeenCalled();
});
