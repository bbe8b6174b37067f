import { expect, test } from 'vitest';
import type { Buyer, Orders, Refund } from '#shared/domain/payments/ports.ts';
import { followRefund, refundOrder } from '#shared/domain/payments/refund.ts';
import type { Order } from '#shared/domain/payments/types.ts';
import { days, minutes } from '#shared/kernel/clock.ts';
import { Fault } from '#shared/kernel/fault.ts';

const NOW = 1_800_000_000_000;
const MONTH = days(30);

type Asked = 'refund' | 'queryRefund';

/** One order and its account in memory; the provider answers what is next, or throws it. */
function world(start: Partial<Order>, buyer: Buyer, ...answers: (Refund | { state: 'unknown' } | Fault)[]) {
  let order: Order = {
    ...{ id: 'R1', account: 'u_1', kind: 'recharge', channel: 'alipay', price: 1000, amount: 1000, points: 100, credited: 100 },
    ...{ description: 'x', state: 'paid', createdAt: NOW, closesAt: NOW, paidAt: NOW, transactionId: 't' },
    ...start,
  };
  const asked: Asked[] = [];
  const dues: (number | undefined)[] = [];
  const amounts: number[] = [];
  const orders: Pick<Orders, 'find' | 'move'> = {
    find: async (id) => (id === order.id ? order : undefined),
    move: async (_, wanted) => {
      const step = typeof wanted === 'function' ? wanted(buyer, order) : wanted;
      if (!step.from.includes(order.state)) return order;
      order = { ...order, ...step.order };
      for (const { amount } of step.entries ?? []) amounts.push(amount);
      buyer = { ...buyer, ...step.buyer, points: (step.entries ?? []).reduce((sum, { amount }) => sum + amount, buyer.points) };
      dues.push(step.due?.by === 'sweeper' ? step.due.at - NOW : undefined);
      return order;
    },
  };
  const next = (what: Asked) => async () => {
    asked.push(what);
    const answer = answers.shift();
    if (answer instanceof Fault) throw answer;
    return answer as Refund;
  };
  const parts = { orders, refundsOf: () => ({ refund: next('refund'), queryRefund: next('queryRefund') }), clock: () => NOW };
  return { parts, asked, dues, amounts, order: () => order, buyer: () => buyer };
}

const wish = { by: 'admin', reason: '不满意' };

test('a refund takes the points back before the money goes, and ends the order', async () => {
  const { parts, asked, amounts, buyer, order } = world({}, { points: 130 }, { state: 'refunded' });
  expect(await refundOrder(parts, 'R1', wish)).toMatchObject({
    state: 'refunded',
    refund: { id: 'R1R', points: 100, spent: 0, by: 'admin' },
  });
  expect([asked, amounts, buyer().points]).toEqual([['refund'], [-100], 30]);
  expect(await refundOrder(parts, 'R1', wish)).toBe(order());
  expect(asked).toHaveLength(1);
});

test('only points that are there are taken back; the refund says how many were spent', async () => {
  const { parts, amounts, buyer } = world({ credited: 120 }, { points: 70 }, { state: 'refunded' });
  expect((await refundOrder(parts, 'R1', wish)).refund).toMatchObject({ points: 70, spent: 50 });
  expect([amounts, buyer().points]).toEqual([[-70], 0]);
});

test('when the provider refuses, everything is as before, and it may be tried another time', async () => {
  const { parts, amounts, buyer, asked, order } = world(
    {},
    { points: 100 },
    { state: 'refused', reason: '余额不足' },
    { state: 'refunded' },
  );
  await expect(refundOrder(parts, 'R1', wish)).rejects.toMatchObject({
    code: 'refund.refused',
    message: expect.stringContaining('余额不足'),
  });
  expect(order()).toMatchObject({ state: 'paid', refund: { refused: '余额不足', attempt: 1 } });
  expect([amounts, buyer().points]).toEqual([[-100, 100], 100]);
  expect(await refundOrder(parts, 'R1', wish)).toMatchObject({ state: 'refunded', refund: { attempt: 2 } });
  expect(asked).toEqual(['refund', 'refund']);
});

test('after an answer that never came it stays with the sweeper, which asks before it refunds', async () => {
  const { parts, asked, dues } = world({}, { points: 100 }, new Fault('payment.unavailable'), { state: 'unknown' }, { state: 'refunded' });
  const taken = await refundOrder(parts, 'R1', wish);
  expect([taken.state, dues]).toEqual(['refunding', [minutes(2)]]);
  expect((await followRefund(parts, taken)).state).toBe('refunded');
  expect(asked).toEqual(['refund', 'queryRefund', 'refund']);
});

test('a refund that arrived though its answer was lost is not made again', async () => {
  const { parts, asked } = world({}, { points: 100 }, new Fault('payment.unavailable'), { state: 'refunded' });
  await followRefund(parts, await refundOrder(parts, 'R1', wish));
  expect(asked).toEqual(['refund', 'queryRefund']);
});

test('an operator who asks again about one that is under way finds out, and makes no second one', async () => {
  const { parts, asked } = world({}, { points: 100 }, { state: 'processing' }, { state: 'processing' });
  expect((await refundOrder(parts, 'R1', wish)).state).toBe('refunding');
  expect((await refundOrder(parts, 'R1', wish)).state).toBe('refunding');
  expect(asked).toEqual(['refund', 'queryRefund']);
});

test('what is left of a membership is taken back, and comes back when the provider refuses', async () => {
  const bought = { kind: 'membership', points: 0, credited: 0, membershipFrom: NOW - MONTH / 2, membershipUntil: NOW + MONTH / 2 } as const;
  const member = { points: 5, membershipEnd: NOW + MONTH / 2 };
  const { parts, buyer, amounts } = world(bought, member, { state: 'refused', reason: 'x' }, { state: 'refunded' });
  await expect(refundOrder(parts, 'R1', wish)).rejects.toMatchObject({ code: 'refund.refused' });
  expect(buyer().membershipEnd).toBe(NOW + MONTH / 2);
  expect((await refundOrder(parts, 'R1', wish)).refund?.membershipMs).toBe(MONTH / 2);
  expect([buyer().membershipEnd, amounts]).toEqual([NOW, []]);
});

test('a membership that was paid with points is given back as points, at once and without a provider', async () => {
  const bought = { kind: 'membership', channel: 'balance', amount: 990, points: 0, credited: 0 } as const;
  const { parts, buyer, asked } = world(
    { ...bought, membershipFrom: NOW, membershipUntil: NOW + MONTH },
    { points: 1, membershipEnd: NOW + MONTH },
  );
  expect((await refundOrder(parts, 'R1', wish)).state).toBe('refunded');
  expect([buyer(), asked]).toEqual([{ points: 100, membershipEnd: NOW }, []]);
});

test.each(['pending', 'closed'] as const)('an order that is %s can’t be refunded', async (state) => {
  const { parts } = world({ state }, { points: 100 });
  await expect(refundOrder(parts, 'R1', wish)).rejects.toMatchObject({ code: 'refund.impossible' });
});

test('a provider that isn’t configured refunds nothing, so nothing is taken', async () => {
  const { parts, buyer, order } = world({}, { points: 100 }, new Fault('order.unconfigured'));
  await expect(refundOrder(parts, 'R1', wish)).rejects.toMatchObject({ code: 'refund.refused' });
  expect([order().state, buyer().points]).toEqual(['paid', 100]);
});
