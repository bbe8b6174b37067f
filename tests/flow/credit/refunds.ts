import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { updateItem } from '#shared/adapters/dynamo/items.ts';
import { keys } from '#shared/adapters/dynamo/keys.ts';
import { dynamoOrders } from '#shared/adapters/dynamo/orders.ts';
import { dynamoRoles } from '#shared/adapters/dynamo/roles.ts';
import { takenBack } from '#shared/domain/payments/refund-steps.ts';
import { ordered, pay as payMini } from '#tests/flow/payments/support.ts';
import { login } from '#tests/support/client.ts';
import { ask, tableOf } from '#tests/support/platform/api.ts';
import { platformUser } from '#tests/support/platform/users.ts';
import { useStack } from '#tests/support/stack.ts';
import { newBuyer, orderOf, pay, settingsOf, type Way } from './support.ts';

interface Refunded {
  status: string;
  credits_taken: number;
  credits_spent: number;
}

/** What operators, and the customers whose money it is, are promised about refunds. */
export function refundPromises(way: Way): void {
  const stack = useStack({ settings: settingsOf(way) });
  let token: string;
  let ada: Awaited<ReturnType<typeof newBuyer>>;
  beforeAll(async () => {
    const operator = await platformUser(tableOf(stack()), stack().secrets);
    await dynamoRoles(tableOf(stack())).grant({ account: operator.account, username: operator.username, since: 0 }, 'admin');
    token = operator.token;
  });
  beforeEach(async () => {
    ada = await newBuyer(stack(), way);
  });

  const refund = (order_id: string, by = token) =>
    ask<Refunded | null>(stack(), 'POST', '/api/v1/operation/refunds', { token: by, json: { order_id, reason: '客户要求' } });
  const shown = async (id: string) => (await ask<Refunded>(stack(), 'GET', `/api/v1/operation/refunds/${id}`, { token })).body.data;
  const paidOrder = async (amount = 10) => {
    const id = await ada.ordered(amount);
    await pay(stack(), id);
    return id;
  };
  /** Two minutes later. */
  const sweepLater = async (id: string) => {
    await updateItem(tableOf(stack()), keys.order(id), { update: 'SET dueAt = :now', values: { ':now': Date.now() - 1 } });
    await stack().runSchedule('schedules/sweep');
  };
  /** WeChat takes its time: its refunds are `processing` first. */
  const refunded = async (id: string) => {
    const answer = await refund(id);
    if (way.provider === 'alipay') return answer.body.data;
    expect(answer.body.data).toMatchObject({ status: 'processing', ended_at: null });
    await sweepLater(id);
    return shown(id);
  };
  const fault = (mode: 'hang' | '500' | 'refuse', times = 1) =>
    stack().outside.faults.add({ service: way.provider === 'alipay' ? 'alipay' : 'wechatpay', mode, times, delayMs: 50 });

  test('a refund takes back the points, then gives back the money, and is the same one when it is asked for again', async () => {
    const id = await paidOrder();
    const ended = await refunded(id);
    expect(ended).toEqual({
      order_id: id,
      refund_id: `${id}R`,
      status: 'refunded',
      amount: 10,
      credits_taken: 100,
      credits_spent: 0,
      membership_days_taken: 0,
      reason: '客户要求',
      refused_because: null,
      operator: expect.stringMatching(/^u_\d+$/),
      created_at: expect.any(String),
      ended_at: expect.any(String),
    });
    expect((await refund(id)).body).toEqual({ code: 200, message: 'success', data: ended });
    expect(await shown(id)).toEqual(ended);
    expect(await ada.balance()).toMatchObject({ credit_balance: 0 });
    expect((await ada.transactions()).items).toMatchObject([{ type: 'refund', amount: -100, balance_after: 0 }, { type: 'recharge' }]);
    expect(await ada.orders('recharge')).toMatchObject({ items: [{ status: 'refunded' }] });
  });

  test('twenty operators at once give it back once', async () => {
    const id = await paidOrder();
    const answers = await Promise.all(Array.from({ length: 20 }, () => refund(id)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    if (way.provider === 'wechat') await sweepLater(id);
    expect(await shown(id)).toMatchObject({ status: 'refunded', credits_taken: 100 });
    expect(await ada.transactions()).toMatchObject({ total: 2 });
  });

  test('points that were spent stay spent; no more is taken than is there', async () => {
    const id = await paidOrder(20);
    expect((await ada.join('monthly', 'balance')).status).toBe(200);
    expect(await refunded(id)).toMatchObject({ status: 'refunded', credits_taken: 101, credits_spent: 99 });
    expect(await ada.balance()).toMatchObject({ credit_balance: 0, is_member: true });
  });

  test('a membership is taken back with its months, one that was paid with points as points', async () => {
    const { order_id } = (await ada.join('quarterly')).body.data;
    await pay(stack(), order_id);
    await refunded(order_id);
    expect(await ada.balance()).toMatchObject({ is_member: false, membership_end_date: null });
    await paidOrder();
    const withPoints = (await ada.join('monthly', 'balance')).body.data.order_id;
    expect((await refund(withPoints)).body.data).toMatchObject({
      status: 'refunded',
      amount: 0,
      credits_taken: -99,
      membership_days_taken: expect.any(Number),
    });
    expect(await ada.balance()).toMatchObject({ credit_balance: 100, is_member: false });
  });

  test('when the provider refuses, the points are back, the operator reads why, and the order can be refunded later', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const id = await paidOrder();
    fault('refuse');
    const { status, body } = await refund(id);
    expect([status, body]).toEqual([400, { code: 40005, message: expect.stringMatching(/^支付平台拒绝退款:.+/), data: null }]);
    expect(await shown(id)).toMatchObject({ status: 'refused', refused_because: expect.any(String) });
    expect(await ada.balance()).toMatchObject({ credit_balance: 100 });
    expect(await refunded(id)).toMatchObject({ status: 'refunded' });
    expect((await ada.transactions()).items.map(({ amount }) => amount)).toEqual([-100, 100, -100, 100]);
  });

  test('a refund whose answer never came is processing, and the sweeper brings it to its end once', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const id = await paidOrder();
    // Alipay's client asks once more when the line is cut.
    fault('hang', way.provider === 'alipay' ? 2 : 1);
    expect((await refund(id)).body.data).toMatchObject({ status: 'processing', credits_taken: 100, ended_at: null });
    for (let look = 0; look < 2; look++) await sweepLater(id);
    expect(await shown(id)).toMatchObject({ status: 'refunded' });
    expect(await ada.transactions()).toMatchObject({ total: 2 });
  });

  test('a worker that died after the points were taken is followed by the sweeper', async () => {
    const id = await paidOrder();
    const order = await orderOf(stack(), id);
    // As it stands between taking back and asking: the provider has never heard of it.
    const wish = { by: 'u_1', reason: 'x', at: Date.now() };
    await dynamoOrders(tableOf(stack())).move(order, (who, seen) => takenBack(seen, who, wish), wish.at);
    expect(await ada.balance()).toMatchObject({ credit_balance: 0 });
    for (let look = 0; look < 2; look++) await sweepLater(id);
    expect(await shown(id)).toMatchObject({ status: 'refunded' });
  });

  test('a mini-program’s order is refunded in the same way', async () => {
    if (way.provider === 'alipay') return;
    const bob = await login(stack(), `refund-${way.version}`);
    const id = await ordered(bob);
    await payMini(stack(), id);
    expect(await refunded(id)).toMatchObject({ status: 'refunded', credits_taken: 100 });
    expect(await bob.standing()).toMatchObject({ points: 100, transactions: 3 });
  });

  test('only operators refund, and only what was paid', async () => {
    const id = await ada.ordered();
    expect((await refund(id, ada.token)).body).toMatchObject({ code: 403, data: null });
    expect((await refund(id)).body).toMatchObject({ code: 400, message: '订单未支付,无法退款' });
    expect((await refund('R20260122100000000000000001')).body).toMatchObject({ code: 40004 });
    expect((await ask(stack(), 'GET', `/api/v1/operation/refunds/${id}`, { token })).body).toMatchObject({ code: 40004 });
  });
}
