import { beforeAll, expect, test } from 'vitest';
import { anonymous, type Client, login, type Sent } from '#tests/support/client.ts';
import { useStack } from '#tests/support/stack.ts';
import { expectNoTrace, expectRefusal } from './refusal.ts';

const stack = useStack();
let ada: Client;
beforeAll(async () => {
  ada = await login(stack(), 'ada');
});

const JSON_TYPE = { 'content-type': 'application/json' };
const raw = (text: string): Sent => ({ raw: text, headers: JSON_TYPE });

/** Bodies that no JSON endpoint takes, with the field that each is refused for. */
const notJson: [name: string, sent: Sent, field: string][] = [
  ['half of JSON', raw('{"code":'), 'body'],
  ['NaN', raw('{"amount":NaN}'), 'body'],
  ['a list', raw('[]'), 'body'],
  ['null', raw('null'), 'body'],
  ['a text', raw('"x"'), 'body'],
  ['bytes that are no UTF-8', { raw: Buffer.from([0xff, 0xfe, 0x00]), headers: JSON_TYPE }, 'body'],
  ['XML', { raw: '<a/>', headers: { 'content-type': 'text/xml' } }, 'Content-Type'],
  ['a form', { form: { code: 'x', amount: '1' } }, 'Content-Type'],
];

const endpoints = [
  ['/api/wechat/login', 'LOGIN_ERROR', 'code'],
  ['/api/wechat/payment/create', 'CREATE_ORDER_ERROR', 'amount'],
  ['/api/uploads', 'INVALID_REQUEST', 'contentType'],
] as const;

const bodies = endpoints.flatMap(([path, code, first]) => [
  [path, 'no body', {}, code, first] as const,
  [path, 'an empty object', { json: {} }, code, first] as const,
  ...notJson.map(([name, sent, field]) => [path, name, sent, code, field] as const),
]);

test.each(bodies)('%s refuses %s and names what is wrong', async (path, _, sent, code, field) => {
  await expectNoTrace(ada, () => ada.post(path, sent), { status: 400, code, field });
});

const good = { amount: 10, description: '购买100积分' };

test.each([
  ['amount', {}],
  ['amount', { amount: 0 }],
  ['amount', { amount: -10 }],
  ['amount', { amount: 1e9 }],
  ['amount', { amount: 50_000.01 }],
  ['amount', { amount: 0.001 }],
  ['amount', { amount: 10.999 }],
  ['amount', { amount: '10' }],
  ['amount', { amount: null }],
  ['amount', { amount: [10] }],
  ['amount', { amount: true }],
  ['description', { ...good, description: 5 }],
  ['description', { ...good, description: 'x'.repeat(129) }],
  ['points', { ...good, points: 1_000_000 }],
  ['constructor', { ...good, constructor: { prototype: { admin: true } } }],
])('an order is refused for its %s: %j', async (field, json) => {
  await expectNoTrace(ada, () => ada.post('/api/wechat/payment/create', { json }), { status: 400, code: 'CREATE_ORDER_ERROR', field });
});

test('an infinite amount is refused', async () => {
  const ask = () => ada.post('/api/wechat/payment/create', raw('{"amount":1e999}'));
  await expectNoTrace(ada, ask, { status: 400, code: 'CREATE_ORDER_ERROR', field: 'amount' });
});

test.each([
  ['code', { code: '' }],
  ['code', { code: null }],
  ['code', { code: 5 }],
  ['code', { code: ['x'] }],
  ['code', { code: 'x'.repeat(129) }],
  ['openid', { code: 'ada', openid: 'oOther' }],
])('a login is refused for its %s: %j', async (field, json) => {
  expectRefusal(await anonymous(stack()).post('/api/wechat/login', { json }), { status: 400, code: 'LOGIN_ERROR', field });
});

test('a code that WeChat refuses is 401, a busy WeChat 503', async () => {
  const codes = ['bad-code', 'busy-code'].map((code) => anonymous(stack()).post('/api/wechat/login', { json: { code } }));
  const [refused, busy] = await Promise.all(codes);
  expect([refused!.status, refused!.body]).toEqual([
    401,
    { success: false, error: '登录失败', message: 'WeChat login error: invalid code', code: 'LOGIN_ERROR' },
  ]);
  expectRefusal(busy!, { status: 503, code: 'LOGIN_ERROR' });
});

test.each([
  ['contentType', { contentType: 'image/gif', bytes: 10 }],
  ['contentType', { contentType: 'text/html', bytes: 10 }],
  ['contentType', { bytes: 10 }],
  ['bytes', { contentType: 'image/png' }],
  ['bytes', { contentType: 'image/png', bytes: 0 }],
  ['bytes', { contentType: 'image/png', bytes: 1.5 }],
  ['bytes', { contentType: 'image/png', bytes: '10' }],
  ['bytes', { contentType: 'image/png', bytes: 20 * 1024 * 1024 + 1 }],
  ['key', { contentType: 'image/png', bytes: 10, key: 'uploads/mine.jpg' }],
])('an upload is refused for its %s: %j', async (field, json) => {
  await expectNoTrace(ada, () => ada.post('/api/uploads', { json }), { status: 400, code: 'INVALID_REQUEST', field });
});

const lists = ['/api/wechat/user/transactions', '/api/wechat/user/api-usage'];
const limits = ['0', '201', 'abc', '-1', '1.5', '', '1e2', '9999999999', '1&limit=2', '%00', '%F0%9F%98%80'];

test.each(lists.flatMap((path) => limits.map((limit) => [path, limit] as const)))('%s?limit=%s is refused', async (path, limit) => {
  expectRefusal(await ada.get(`${path}?limit=${limit}`), { status: 400, code: 'INVALID_REQUEST', field: 'limit' });
});

test.each(lists)('%s takes every limit from 1 to 200, and fields that it does not know', async (path) => {
  for (const query of ['', '?limit=1', '?limit=200', '?page=2']) expect((await ada.get(path + query)).status).toBe(200);
});

const names = ['x', 'REQ_1', 'req_', 'req_1%00', "req_1'%20OR%201=1", 'req_%2e%2e', `req_${'1'.repeat(41)}`];

test.each(['GET', 'DELETE'].flatMap((method) => names.map((name) => [method, name] as const)))(
  '%s of the job %s is refused',
  async (method, name) => {
    expectRefusal(await ada.call(method, `/api/image/jobs/${name}`), { status: 400, code: 'INVALID_REQUEST', field: 'requestId' });
  },
);

test('an order id of another form is refused, one that does not exist is not found', async () => {
  const [bad, gone] = await Promise.all(['1;DROP', 'order_1736250123_abcdefg'].map((id) => ada.get(`/api/wechat/payment/orders/${id}`)));
  expectRefusal(bad!, { status: 400, code: 'INVALID_REQUEST', field: 'orderId' });
  expectRefusal(gone!, { status: 404, code: 'ORDER_NOT_FOUND' });
});

test('keys that mean something to JavaScript change nothing', async () => {
  const answer = await anonymous(stack()).post('/api/wechat/login', raw('{"code":"ada","__proto__":{"admin":true}}'));
  expect([200, 400]).toContain(answer.status);
  expect(({} as Record<string, unknown>).admin).toBeUndefined();
});

test('unknown paths and wrong methods say so in the same shape', async () => {
  expectRefusal(await ada.get('/api/nothing'), { status: 404, code: 'NOT_FOUND' });
  const wrong = await ada.get('/api/image/restore');
  expectRefusal(wrong, { status: 405, code: 'METHOD_NOT_ALLOWED' });
  expect(wrong.headers.get('allow')).toBe('POST');
});
