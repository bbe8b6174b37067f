import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Client, login } from '#tests/support/client.ts';
import { useStack } from '#tests/support/stack.ts';
import { due, fault, ordered, orderOf, pay, recharge, sweep, watchAlarms } from './support.ts';

const stack = useStack();

let client: Client;
beforeEach(async ({ task }) => {
  watchAlarms();
  stack().outside.calls.clear();
  client = await login(stack(), task.id);
});
afterEach(() => stack().outside.faults.clear());

const unified = () =>
  stack()
    .outside.calls.list('wechatpay')
    .filter(({ path }) => path.endsWith('/unifiedorder'));

test.each([
  [0.1, 1],
  [0.19, 1],
  [1.15, 11],
  [9.99, 99],
  [50_000, 500_000],
])('%d yuan buy %i points', async (amount, points) => {
  const id = await ordered(client, amount);
  expect((await pay(stack(), id)).body).toEqual({ paid: true, notified: 200 });
  expect((await client.standing()).points).toBe(100 + points);
});

test.each([0, -1, 1.001, 50_000.01, 1e300, '10', null, true, [10]])('%j yuan are refused, with the field named', async (amount) => {
  const { status, body } = await recharge(client, amount);
  expect([status, body.code, body.error, body.field]).toEqual([400, 'CREATE_ORDER_ERROR', '创建订单失败', 'amount']);
  expect(unified()).toEqual([]);
});

test('the same Idempotency-Key is one order; another click without one is another', async () => {
  const keyed = { 'idempotency-key': 'tap' };
  const [first, second] = [await recharge(client, 10, keyed), await recharge(client, 10, keyed)];
  expect([second.text, second.headers.get('idempotent-replayed')]).toEqual([first.text, 'true']);
  expect(unified()).toHaveLength(1);
  expect((await recharge(client, 20, keyed)).status).toBe(422);
  expect(new Set([first.body.orderId, await ordered(client), await ordered(client)]).size).toBe(3);
});

const away = ['502', 'PAYMENT_SERVICE_ERROR', '2'];
test.each([
  ['busy', '429', undefined, away],
  ['broken', '500', undefined, away],
  ['cut off', 'hang', 20, away],
  ['not to be believed', 'badsign', undefined, away],
  ['refusing', 'refuse', undefined, ['502', 'CREATE_ORDER_ERROR', null]],
] as const)('a WeChat Pay that is %s makes no order, and the next try works', async (_, mode, delayMs, outcome) => {
  // A kept connection that is cut is tried once more, on a new one.
  fault(stack(), mode, 2, delayMs);
  const keyed = { 'idempotency-key': 'tap' };
  const { status, body, headers } = await recharge(client, 10, keyed);
  expect([String(status), body.code, headers.get('retry-after')]).toEqual(outcome);
  stack().outside.faults.clear();
  expect((await recharge(client, 10, keyed)).status).toBe(200);
});

test('a WeChat Pay that can’t be asked about an order leaves it as it is, and the next time works', async () => {
  const id = await ordered(client);
  await pay(stack(), id, { notify: false });
  fault(stack(), '500');
  const { status, body } = await client.get(`/api/wechat/payment/orders/${id}`);
  expect([status, body.code]).toEqual([502, 'PAYMENT_SERVICE_ERROR']);
  fault(stack(), '500');
  await due(stack(), id);
  expect((await orderOf(stack(), id)).state).toBe('pending');
  await sweep(stack());
  expect((await orderOf(stack(), id)).state).toBe('paid');
  expect((await client.standing()).points).toBe(200);
});
