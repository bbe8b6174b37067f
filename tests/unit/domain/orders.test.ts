import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BuyParts, joinMembership, recharge } from '#shared/domain/payments/buy.ts';
import { isOrderId, orderId, refundIdOf } from '#shared/domain/payments/order-id.ts';
import { pointsToPay } from '#shared/domain/payments/prices.ts';
import { paid } from '#shared/domain/payments/steps.ts';
import type { Order } from '#shared/domain/payments/types.ts';
import { beijingTime, fromBeijingTime, monthsLater } from '#shared/kernel/beijing-time.ts';
import { newOperation, stampedId } from '#shared/kernel/ids.ts';

const at = (text: string): number => fromBeijingTime(text)!;
const NOW = at('2026-01-22T10:00:00');

test('an order number is the letter, the second in Beijing and digits; providers take it, and that of its refund', () => {
  const operation = newOperation(NOW);
  const id = orderId('recharge', operation);
  expect(id).toMatch(/^R20260122100000\d{12}$/);
  expect(orderId('membership', operation)).toMatch(/^M20260122100000\d{12}$/);
  for (const order of [id, stampedId('order', operation)]) {
    expect(isOrderId(order)).toBe(true);
    expect(refundIdOf(order)).toMatch(/^\w{6,32}$/);
  }
  expect(['R2026012210000', 'order_1', `${id}1`, `X${id.slice(1)}`].map(isOrderId)).toEqual([false, false, false, false]);
});

test('the same operation has the same number, and 20,000 of one second have 20,000', () => {
  const operation = newOperation(NOW);
  expect(orderId('recharge', { ...operation })).toBe(orderId('recharge', operation));
  expect(new Set(Array.from({ length: 20_000 }, () => orderId('recharge', newOperation(NOW)))).size).toBe(20_000);
});

test.each([
  ['2026-01-31T23:30:00', 1, '2026-02-28T23:30:00'],
  ['2028-01-31T00:00:00', 1, '2028-02-29T00:00:00'],
  ['2026-11-30T07:59:59', 3, '2027-02-28T07:59:59'],
  ['2026-01-22T10:00:00', 12, '2027-01-22T10:00:00'],
])('%s and %i months is %s', (from, months, until) => {
  expect(beijingTime(monthsLater(at(from), months))).toBe(until);
});

test('months later is later, and on the same day wherever the month has it', () => {
  const moment = fc.integer({ min: at('2020-01-01'), max: at('2060-01-01') });
  fc.assert(
    fc.property(moment, fc.integer({ min: 1, max: 24 }), (ms, months) => {
      const [before, after] = [beijingTime(ms), beijingTime(monthsLater(ms, months))];
      return after > before && after.slice(10) === before.slice(10) && Number(after.slice(8, 10)) <= Number(before.slice(8, 10));
    }),
  );
});

const order = (change: Partial<Order> = {}): Order => ({
  ...{ id: 'R1', account: 'u_1', kind: 'recharge', channel: 'alipay', price: 1000, amount: 1000, points: 100 },
  ...{ description: 'x', state: 'pending', createdAt: NOW, closesAt: NOW + 1 },
  ...change,
});

test('a payment brings the points and what comes on top, each as an entry of its own', () => {
  const bonus = { points: 20, description: '优惠券加赠' };
  const { order: change, entries, buyer } = paid(order({ bonus }), { points: 0 }, { transactionId: 't', at: NOW });
  expect(entries).toMatchObject([
    { kind: 'topup', amount: 100, cause: 'R1', description: '充值10元' },
    { kind: 'bonus', amount: 20, cause: 'R1:bonus', description: '优惠券加赠' },
  ]);
  expect([change.credited, buyer]).toEqual([120, { paidRecharges: 1, payments: 1 }]);
});

test('a membership is added to what is left of the one before; one that is over counts from now', () => {
  const monthly = order({ kind: 'membership', membership: 'monthly', points: 0 });
  const end = (membershipEnd?: number) =>
    beijingTime(paid(monthly, { points: 0, ...(membershipEnd !== undefined && { membershipEnd }) }, { at: NOW }).buyer!.membershipEnd!);
  expect(end()).toBe('2026-02-22T10:00:00');
  expect(end(at('2026-01-01'))).toBe('2026-02-22T10:00:00');
  expect(end(at('2026-02-01T12:00:00'))).toBe('2026-03-01T12:00:00');
});

test('9.9, 25 and 99 yuan are 99, 250 and 990 points, and a part of a point is paid as a whole one', () => {
  expect([990, 2500, 9900, 891, 1].map(pointsToPay)).toEqual([99, 250, 990, 90, 1]);
});

const parts = (opened: string[]): BuyParts => ({
  orders: { create: async (one) => one, move: async (one) => one },
  perks: async ({ price }: { price: number }) => ({ amount: price }),
  gatewayOf: (provider) => ({
    open: async ({ orderId: id }) => {
      opened.push(`${provider} ${id}`);
      return { paymentUrl: `https://pay/${id}` };
    },
  }),
});
const purchase = { account: 'u_1', operation: newOperation(NOW), address: '1.2.3.4' };

test('an order is placed with the provider that was chosen', async () => {
  const opened: string[] = [];
  const bought = await recharge(parts(opened), { ...purchase, method: 'alipay', amount: 10 });
  const joined = await joinMembership(parts(opened), { ...purchase, method: 'wechat', type: 'quarterly' });
  expect(opened).toEqual([`alipay ${bought.order.id}`, `wechat ${joined.order.id}`]);
  expect(bought).toMatchObject({ order: { amount: 1000, points: 100 }, paymentUrl: `https://pay/${bought.order.id}` });
  expect(joined.order).toMatchObject({ kind: 'membership', membership: 'quarterly', amount: 2500, points: 0 });
});

test('points can’t be bought with points', async () => {
  await expect(recharge(parts([]), { ...purchase, method: 'balance', amount: 10 })).rejects.toMatchObject({
    code: 'order.invalid',
    details: { field: 'payment_method' },
  });
});
