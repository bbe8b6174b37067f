import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { errorBodies } from '#shared/openapi/error-bodies.ts';
import { type ApiAnswer, anonymous, type Client, login } from '#tests/support/client.ts';
import { webpPhoto } from '#tests/support/pictures.ts';
import { eventually, useStack } from '#tests/support/stack.ts';
import { endpointOf, endpoints } from './endpoints.ts';

const stack = useStack({ videoMs: 200, settings: { VIDEO_POLL_SECONDS: '1' } });
const image = { bytes: await webpPhoto(24, 16) };
const seen = new Set<string>();
let ada: Client;
beforeAll(async () => {
  ada = await login(stack(), 'ada');
  const { body } = await ada.post('/api/wechat/payment/create', { json: { amount: 50 } });
  await fetch(`${stack().outsideUrl}/cashier?order=${body.orderId}`, { method: 'POST' });
  await eventually(async () => (await ada.standing()).points === 600);
});

/** The answer is what the contract says of its status: strictly, with no field more and none less. */
function expectDocumented(id: string, answer: ApiAnswer, status: number): void {
  expect([answer.status, answer.text]).toEqual([status, answer.text]);
  const schema = endpointOf(id).responses[status];
  expect(schema === undefined, `${id} documents no ${status}`).toBe(false);
  if (schema) expect(schema.safeParse(JSON.parse(answer.text)).error, answer.text).toBeUndefined();
  seen.add(`${id} ${status}`);
}

/** The answer is the error of the fault that the contract names. */
function expectFault(id: string, answer: ApiAnswer, status: number, code: string): void {
  expect([id, answer.status, answer.body.code]).toEqual([id, status, code]);
  expect(errorBodies.mini.safeParse(answer.body).error, answer.text).toBeUndefined();
}

test('wechat/login', async () => {
  expectDocumented('wechat/login', await anonymous(stack()).post('/api/wechat/login', { json: { code: 'grace' } }), 200);
  expectFault('wechat/login', await anonymous(stack()).post('/api/wechat/login', { json: { code: 'bad' } }), 401, 'LOGIN_ERROR');
});

test.each([
  ['wechat/user-info', '/api/wechat/user/info'],
  ['wechat/user-transactions', '/api/wechat/user/transactions?limit=20'],
  ['wechat/user-api-usage', '/api/wechat/user/api-usage'],
  ['wechat/points-config', '/api/wechat/points/config'],
])('%s', async (id, path) => {
  await ada.post('/api/image/restore', { form: { image } });
  expectDocumented(id, await ada.get(path), 200);
  if (endpointOf(id).auth === 'account') expectFault(id, await anonymous(stack()).get(path), 401, 'UNAUTHORIZED');
});

test('a history shows where its points came from and went, newest first', async () => {
  const { body } = await ada.get('/api/wechat/user/transactions');
  const transactions = body.data?.transactions as Record<string, unknown>[];
  expect(transactions.at(-1)).toMatchObject({ type: 'earn', amount: 100 });
  const topup = transactions.find((entry) => 'wechat_order_id' in entry);
  expect(topup).toMatchObject({ type: 'earn', amount: 500, wechat_order_id: expect.stringMatching(/^order_/) });
  expect(transactions[0]).toMatchObject({
    type: 'spend',
    amount: 10,
    description: '老照片修复 API调用',
    api_call_id: expect.stringMatching(/^req_/),
  });
  const times = transactions.map((entry) => String(entry.created_at));
  expect(times).toEqual(times.toSorted().reverse());
});

test('an order: made, found, unknown', async () => {
  const made = await ada.post('/api/wechat/payment/create', { json: { amount: 10.0, description: '购买100积分' } });
  expectDocumented('wechat/payment-create', made, 200);
  expectDocumented('wechat/payment-order', await ada.get(`/api/wechat/payment/orders/${made.body.orderId}`), 200);
  await fetch(`${stack().outsideUrl}/cashier?order=${made.body.orderId}`, { method: 'POST' });
  const paid = await ada.get(`/api/wechat/payment/orders/${made.body.orderId}`);
  expectDocumented('wechat/payment-order', paid, 200);
  expect(paid.body.data).toMatchObject({ status: 'paid', amount: 10, points: 100, description: '购买100积分' });
  expectFault('wechat/payment-order', await ada.get('/api/wechat/payment/orders/order_1_x'), 404, 'ORDER_NOT_FOUND');
  const free = await ada.post('/api/wechat/payment/create', { json: { amount: 0 } });
  expectFault('wechat/payment-create', free, 400, 'CREATE_ORDER_ERROR');
});

test('a forged notification is not acknowledged, in WeChat’s own form', async () => {
  const notify = (raw: string, type: string) => ada.post('/api/wechat/payment/notify', { raw, headers: { 'content-type': type } });
  const v2 = await notify('<xml><return_code>SUCCESS</return_code><sign>0</sign></xml>', 'text/xml');
  expect([v2.status, v2.text]).toEqual([200, expect.stringContaining('<![CDATA[FAIL]]>')]);
  const v3 = await notify('{"id":"1"}', 'application/json');
  expect([v3.status, JSON.parse(v3.text)]).toEqual([500, { code: 'FAIL', message: expect.any(String) }]);
  for (const status of [200, 500]) seen.add(`wechat/payment-notify ${status}`);
});

test.each([
  ['image/restore', {}],
  ['image/outfit-change', { style: '商务正装' }],
  ['image/custom', { prompt: '把背景改成海滩日落风景' }],
  ['image/animate', { animationType: 'portrait', expressionType: 'smile' }],
])('%s: done, in the making, and without points', async (id, fields) => {
  const { path } = endpointOf(id);
  const early = await ada.post(path, { form: { image, ...fields }, headers: { prefer: 'respond-async' } });
  expectDocumented(id, early, 202);
  const status = await ada.get(early.body.statusUrl!, { headers: { prefer: 'wait=20' } });
  expectDocumented('image/job-status', status, 200);
  expect(endpointOf(id).responses[200]!.safeParse(status.body).error).toBeUndefined();
  expectDocumented(id, await ada.post(path, { form: { image, ...fields } }), 200);
  expectDocumented('uploads/serve', await ada.get(`/uploads/${status.body.data?.originalImage}`), 302);
  expectFault(id, await ada.post(path, { form: { ...fields } }), 400, 'INVALID_REQUEST');
});

test('too few points are 402, in exactly the documented words', async () => {
  const poor = await login(stack(), 'poor');
  for (let i = 0; i < 3; i++) await poor.post('/api/image/animate', { form: { image }, headers: { prefer: 'wait=0' } });
  const { status, body } = await poor.post('/api/image/outfit-change', { form: { image, style: '商务正装' } });
  expect([status, body]).toEqual([
    402,
    { success: false, error: '积分不足', code: 'INSUFFICIENT_POINTS', message: '当前积分:10,需要积分:20' },
  ]);
});

test('a job: working, cancelled, cancelled again, unknown', async () => {
  stack().outside.faults.add({ service: 'gemini', mode: 'slow', times: 1, delayMs: 1500 });
  const { body } = await ada.post('/api/image/animate', { form: { image }, headers: { prefer: 'respond-async' } });
  expectDocumented('image/job-status', await ada.get(body.statusUrl!), 202);
  expectDocumented('uploads/serve', await ada.get(String(body.data?.videoUrl)), 202);
  expectDocumented('image/job-cancel', await ada.call('DELETE', body.statusUrl!), 200);
  expectDocumented('image/job-cancel', await ada.call('DELETE', body.statusUrl!), 200);
  expectFault('image/job-status', await ada.get(body.statusUrl!), 409, 'JOB_CANCELLED');
  expectFault('image/job-status', await ada.get('/api/image/jobs/req_1'), 404, 'JOB_NOT_FOUND');
  expectFault('image/job-cancel', await ada.call('DELETE', '/api/image/jobs/req_1'), 404, 'JOB_NOT_FOUND');
});

test('a finished job can’t be cancelled', async () => {
  const { body } = await ada.post('/api/image/restore', { form: { image } });
  expectFault('image/job-cancel', await ada.call('DELETE', `/api/image/jobs/${body.requestId}`), 409, 'JOB_FINISHED');
});

test.each([
  ['refuse', 422, 'CONTENT_REFUSED'],
  ['429', 429, 'RATE_LIMITED'],
] as const)('a model that answers %s is a %i', async (mode, status, code) => {
  // No waits between tries; and videos that are still looked at meet the fault too.
  const random = vi.spyOn(Math, 'random').mockReturnValue(0);
  onTestFinished(() => random.mockRestore());
  stack().outside.faults.add({ service: 'gemini', mode, times: 1000 });
  const answer = await ada.post('/api/image/restore', { form: { image } });
  stack().outside.faults.clear();
  expectFault('image/restore', answer, status, code);
  if (status === 429) expect([...answer.headers.keys()]).toEqual(expect.arrayContaining(['retry-after', 'ratelimit', 'ratelimit-policy']));
});

test('uploads/create', async () => {
  expectDocumented('uploads/create', await ada.post('/api/uploads', { json: { contentType: 'image/jpeg', bytes: 6_000_000 } }), 200);
  expectFault('uploads/serve', await ada.get('/uploads/none.jpg'), 404, 'NOT_FOUND');
});

test('a browser may ask before it calls', async () => {
  const headers = { origin: 'https://app.example.com', 'access-control-request-method': 'POST' };
  expectDocumented('gateway/not-found', await ada.call('OPTIONS', '/api/v1/auth/login', { headers }), 204);
});

test('every answer that a contract of the mini-program documents was had from the running API', () => {
  const documented = endpoints
    .filter(({ api }) => api === 'mini')
    .flatMap(({ id, responses }) => Object.keys(responses).map((status) => `${id} ${status}`));
  expect(documented.filter((answer) => !seen.has(answer))).toEqual([]);
});
