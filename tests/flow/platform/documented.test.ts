import { beforeAll, expect, test } from 'vitest';
import { ask, type Envelope, tableOf } from '#tests/support/platform/api.ts';
import { type DocumentedClient, runDocumentedClient } from '#tests/support/platform/documented/javascript.ts';
import { hasPython, runDocumentedPython } from '#tests/support/platform/documented/python.ts';
import { giveTo } from '#tests/support/platform/users.ts';
import { eventually, useStack } from '#tests/support/stack.ts';

/** The document's own sample user and password. */
const SAMPLE = { username: 'testuser', email: 'test@example.com', password: 'password123' };

const stack = useStack();
let client: DocumentedClient;
let printed: unknown;
/** What the example writes with. */
const POINTS = 100;

beforeAll(async () => {
  expect((await ask(stack(), 'POST', '/api/v1/auth/register', { json: SAMPLE })).status).toBe(200);
  await giveTo(tableOf(stack()), SAMPLE.username, POINTS);
  ({ client, printed } = await runDocumentedClient(stack().url));
}, 60_000);

test('the JavaScript client runs as it is: its example logs in, has an article written and prints it', () => {
  expect(printed).toMatchObject({ code: 200, message: '生成成功', data: { creation_id: 1, credits_used: 10 } });
  expect((printed as { data: { content: string } }).data.content.length).toBeGreaterThan(1700);
});

test('the JavaScript client logs in, and is told no when it can’t', async () => {
  expect(await client.login(SAMPLE.username, SAMPLE.password)).toMatch(/^eyJ/);
  expect(await client.login(SAMPLE.username, 'wrong-password')).toBeNull();
});

/** Presses Pay on the page that an order's `payment_url` shows; the provider then notifies the API. */
async function pay(orderId: string): Promise<void> {
  expect((await fetch(`${stack().outsideUrl}/cashier?order=${orderId}`, { method: 'POST' })).status).toBe(200);
}

test('register, login, recharge, payment, balance: the JavaScript client sees what was paid for', async () => {
  const token = (await client.login(SAMPLE.username, SAMPLE.password))!;
  const before = Number((await client.getBalance()).data.credit_balance);
  const json = { amount: 10.0, payment_method: 'alipay' };
  const { body } = await ask(stack(), 'POST', '/api/v1/credit/recharge', { token, json });
  expect(body).toMatchObject({
    code: 200,
    message: '订单创建成功',
    data: { order_id: expect.stringMatching(/^R\d+$/), amount: 10, credits: 100 },
  });
  await pay(String(body.data.order_id));
  await eventually(async () => (await client.getBalance()).data.credit_balance === before + 100);
  expect(await client.getBalance()).toEqual({
    code: 200,
    message: 'success',
    data: { credit_balance: before + 100, is_member: false, membership_type: null, membership_end_date: null },
  });
});

test.runIf(hasPython)('the Python client runs as it is: it logs in, has an article written, prints it, and recharges', async () => {
  const [answer, token, order] = await runDocumentedPython(stack().url, 'print(token)\nimport json\nprint(json.dumps(recharge(10)))');
  expect(answer).toMatch(
    /^\{'code': 200, 'message': '生成成功', 'data': \{'creation_id': \d+, 'content': '.{1000,}', 'credits_used': 10\}\}$/,
  );
  expect(token).toMatch(/^eyJ/);
  const { code, data } = JSON.parse(order!) as Envelope<{ order_id: string; amount: number; credits: number; payment_url: string }>;
  expect([code, data.amount, data.credits]).toEqual([200, 10, 100]);
  const before = Number((await client.getBalance()).data.credit_balance);
  await pay(data.order_id);
  await eventually(async () => (await client.getBalance()).data.credit_balance === before + 100);
});
