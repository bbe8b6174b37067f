import { expect, test } from 'vitest';
import { verifyNotification } from '#shared/adapters/alipay/notification.ts';
import { beijingDay } from '#shared/kernel/beijing-time.ts';
import { until } from '#tests/support/serve.ts';
import { orderRequest, refundOf, secret, sold, startAlipay, visited } from './support.ts';

const today = () => beijingDay(Date.now());

test('a refund asked for twice is given once; the order is then closed', async () => {
  const alipay = await startAlipay();
  const { order } = await sold(alipay);
  const refund = refundOf(order);
  expect(await alipay.web.queryRefund(refund)).toEqual({ state: 'unknown' });
  expect(await alipay.web.refund(refund)).toEqual({ state: 'refunded' });
  expect(await alipay.web.refund(refund)).toEqual({ state: 'refunded' });
  expect(await alipay.web.queryRefund(refund)).toEqual({ state: 'refunded' });
  expect(await alipay.web.query(order.orderId)).toEqual({ state: 'closed', orderId: order.orderId });
  expect((await alipay.web.bill(today())).filter(({ kind }) => kind === 'refund')).toHaveLength(1);
});

test('ten at once are one', async () => {
  const alipay = await startAlipay();
  const { order } = await sold(alipay);
  const answers = await Promise.all(Array.from({ length: 10 }, () => alipay.web.refund(refundOf(order))));
  expect(answers).toEqual(Array(10).fill({ state: 'refunded' }));
  expect(await alipay.web.bill(today())).toHaveLength(2);
});

test('a refund that Alipay refuses says why, and moves nothing', async () => {
  const alipay = await startAlipay();
  const { order } = await sold(alipay);
  expect(await alipay.web.refund(refundOf(order, { amount: 600 }))).toEqual({ state: 'refunded' });
  expect(await alipay.web.refund(refundOf(order, { refundId: 'other', amount: 500 }))).toEqual({
    state: 'refused',
    reason: '退款金额超限',
  });
  expect(await alipay.web.refund(refundOf(order, { amount: 500 }))).toEqual({ state: 'refused', reason: '不一致的请求' });
  expect(await alipay.web.refund(refundOf(orderRequest()))).toEqual({ state: 'refused', reason: '交易不存在' });
  const unpaid = await visited(alipay);
  expect(await alipay.web.refund(refundOf(unpaid.order))).toEqual({ state: 'refused', reason: '交易状态不合法' });
  alipay.fault('refuse');
  expect(await alipay.web.refund(refundOf(order, { refundId: 'third', amount: 400 }))).toMatchObject({ state: 'refused' });
  expect((await alipay.web.bill(today())).map(({ kind, amount }) => [kind, amount])).toEqual([
    ['payment', 1000],
    ['refund', 600],
  ]);
});

test('a repetition that is refused is still the refund that was given', async () => {
  const alipay = await startAlipay();
  const { order } = await sold(alipay);
  await alipay.web.refund(refundOf(order));
  alipay.fault('refuse');
  expect(await alipay.web.refund(refundOf(order))).toEqual({ state: 'refunded' });
});

test.each(['429', '500', 'badsign', 'hang'] as const)('a refund that met the fault %s may be asked for again, and is one', async (mode) => {
  const alipay = await startAlipay();
  const { order } = await sold(alipay);
  alipay.fault(mode);
  await expect(alipay.web.refund(refundOf(order))).rejects.toMatchObject({ code: 'payment.unavailable' });
  expect(await alipay.web.refund(refundOf(order))).toEqual({ state: 'refunded' });
  expect((await alipay.web.bill(today())).filter(({ kind }) => kind === 'refund')).toHaveLength(1);
});

test('Alipay notifies of a refund too, and that pays for nothing', async () => {
  const alipay = await startAlipay();
  const { order } = await sold(alipay);
  const verify = verifyNotification(alipay.env, secret);
  await alipay.web.refund(refundOf(order, { amount: 1 }));
  await until(() => alipay.seller.received.length === 2);
  expect(await verify(alipay.seller.received[1]!, Date.now())).toEqual({ state: 'closed', orderId: order.orderId });
});

test('the bill has what was sold and given back that day', async () => {
  const alipay = await startAlipay();
  const first = await sold(alipay, undefined, { description: '积分,2026-01-22 10:00:00,"100%"' });
  const second = await sold(alipay, undefined, { amount: 150 });
  await visited(alipay);
  await alipay.web.refund(refundOf(first.order, { amount: 300 }));
  const transactionId = expect.stringMatching(/^2026\d{24}$/);
  const lines = await alipay.web.bill(today());
  expect(lines).toHaveLength(3);
  expect(lines).toEqual(
    expect.arrayContaining([
      { kind: 'payment', orderId: first.order.orderId, amount: 1000, transactionId },
      { kind: 'payment', orderId: second.order.orderId, amount: 150, transactionId },
      { kind: 'refund', orderId: first.order.orderId, amount: 300, transactionId, refundId: refundOf(first.order).refundId },
    ]),
  );
});

test('a past day without trades is an empty bill; yesterday’s may only not be ready', async () => {
  let now = Date.parse('2026-01-23T09:59:00+08:00');
  const alipay = await startAlipay({ now: () => now });
  expect(await alipay.web.bill('2026-01-21')).toEqual([]);
  await expect(alipay.web.bill('2026-01-22')).rejects.toMatchObject({ code: 'payment.unavailable' });
  now += 60_000;
  expect(await alipay.web.bill('2026-01-22')).toEqual([]);
});

test.each(['429', '500', 'refuse', 'badsign', 'hang'] as const)('a bill that met the fault %s is none', async (mode) => {
  const alipay = await startAlipay();
  await sold(alipay);
  alipay.fault(mode);
  await expect(alipay.web.bill(today())).rejects.toMatchObject({ code: expect.stringMatching(/^(payment\.unavailable|order\.rejected)$/) });
});
