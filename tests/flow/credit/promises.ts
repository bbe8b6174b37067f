import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { due, watchAlarms } from '#tests/flow/payments/support.ts';
import { ask } from '#tests/support/platform/api.ts';
import { useStack } from '#tests/support/stack.ts';
import { newBuyer, notificationOf, notify, orderOf, pay, settingsOf, type Way } from './support.ts';

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/;
const NUMBER = { recharge: /^R\d{26}$/, membership: /^M\d{26}$/ };

/** What the platform promises about money, whoever takes it. */
export function creditPromises(way: Way): void {
  const stack = useStack({ settings: settingsOf(way) });
  let ada: Awaited<ReturnType<typeof newBuyer>>;
  beforeEach(async () => {
    ada = await newBuyer(stack(), way);
  });
  afterEach(() => void vi.restoreAllMocks());

  const callback = (json: object) => ask<{ status: string } | null>(stack(), 'POST', '/api/v1/credit/payment/callback', { json });

  test('points that are paid for are there, in the list of what moved them, and in that of the orders', async () => {
    const { status, body } = await ada.recharge(10);
    const { order_id } = body.data;
    const data = { order_id: expect.stringMatching(NUMBER.recharge), amount: 10, credits: 100, payment_url: expect.any(String) };
    expect([status, body]).toEqual([200, { code: 200, message: '订单创建成功', data }]);
    expect(await pay(stack(), order_id)).toMatchObject({ status: 200, body: { paid: true, notified: 200 } });
    expect(await ada.balance()).toEqual({ credit_balance: 100, is_member: false, membership_type: null, membership_end_date: null });
    const entry = {
      id: 1,
      type: 'recharge',
      amount: 100,
      balance_after: 100,
      description: '充值10元',
      created_at: expect.stringMatching(TIME),
    };
    expect(await ada.transactions()).toEqual({ total: 1, page: 1, page_size: 20, items: [entry] });
    const order = { id: 1, order_id, amount: 10, credits: 100, payment_method: way.provider, status: 'paid' };
    const times = { created_at: expect.stringMatching(TIME), paid_at: expect.stringMatching(TIME) };
    expect(await ada.orders('recharge')).toEqual({ total: 1, page: 1, page_size: 20, items: [{ ...order, ...times }] });
    expect(await ada.orders('membership')).toMatchObject({ total: 0, items: [] });
  });

  test('a membership that is paid for begins, and a second one is added to it', async () => {
    const first = await ada.join('monthly');
    expect([first.status, first.body]).toEqual([
      200,
      {
        code: 200,
        message: '会员订单创建成功',
        data: {
          order_id: expect.stringMatching(NUMBER.membership),
          membership_type: 'monthly',
          amount: 9.9,
          payment_url: expect.any(String),
        },
      },
    ]);
    await pay(stack(), first.body.data.order_id);
    const once = await ada.balance();
    expect(once).toMatchObject({
      credit_balance: 0,
      is_member: true,
      membership_type: 'monthly',
      membership_end_date: expect.stringMatching(TIME),
    });
    await pay(stack(), (await ada.join('yearly')).body.data.order_id);
    const twice = await ada.balance();
    const years = Number(twice.membership_end_date!.slice(0, 4)) - Number(once.membership_end_date!.slice(0, 4));
    expect([years, twice.membership_end_date!.slice(4)]).toEqual([1, once.membership_end_date!.slice(4)]);
    expect(await ada.orders('membership')).toMatchObject({
      total: 2,
      items: [
        { id: 2, membership_type: 'yearly' },
        { id: 1, amount: 9.9 },
      ],
    });
  });

  test('a lost notification: the callback, which anybody may send, makes us ask, and what was paid is credited', async () => {
    const order_id = await ada.ordered();
    const hint = { order_id, payment_method: way.provider, transaction_id: '2026012212345678', status: 'success' };
    expect((await callback(hint)).body).toEqual({ code: 200, message: 'success', data: { order_id, status: 'pending' } });
    await pay(stack(), order_id, { notify: false });
    expect((await callback(hint)).body.data).toEqual({ order_id, status: 'paid' });
    expect((await callback(hint)).body.data).toEqual({ order_id, status: 'paid' });
    expect(await ada.transactions()).toMatchObject({ total: 1 });
  });

  test('a user who waits may have their order looked at, and nobody else’s', async () => {
    const id = await ada.ordered();
    expect((await ada.verify(id)).body.data).toMatchObject({ order_id: id, type: 'recharge', status: 'pending', paid_at: null });
    await pay(stack(), id, { notify: false });
    expect((await ada.verify(id)).body.data).toMatchObject({ status: 'paid', credits: 100, membership_type: null });
    const eve = await newBuyer(stack(), way);
    for (const other of [id, 'R20260122100000000000000001', 'no order at all']) {
      expect((await eve.verify(encodeURIComponent(other))).body).toMatchObject({ code: 40004, data: null });
      expect((await callback({ order_id: `${other}x` })).body).toMatchObject({ code: 40004, data: null });
    }
  });

  test('a payment of another amount is 40005: recorded, alarmed, not acknowledged and not credited', async () => {
    const alarms = watchAlarms();
    const id = await ada.ordered();
    await pay(stack(), id, { amount: 1, notify: false });
    expect(await notify(stack(), way, notificationOf(way, stack(), id, 1))).toBe(false);
    const looked = await ada.verify(id);
    expect([looked.status, looked.body]).toMatchObject([400, { code: 40005, data: null }]);
    expect(alarms().filter(({ event }) => event === 'payment.mismatch')).toHaveLength(2);
    expect(await orderOf(stack(), id)).toMatchObject({ state: 'pending', mismatch: { amount: 1 } });
    expect(await ada.balance()).toMatchObject({ credit_balance: 0 });
  });

  test('a genuine payment of another provider’s, or for nobody’s order, is no payment of this one', async () => {
    watchAlarms();
    const other: Way = way.provider === 'alipay' ? { name: '', provider: 'wechat', version: 'v2' } : { name: '', provider: 'alipay' };
    const id = await ada.ordered();
    expect(await notify(stack(), other, notificationOf(other, stack(), id))).toBe(false);
    expect(await notify(stack(), way, notificationOf(way, stack(), 'R20260122100000000000000001'))).toBe(false);
    expect(await ada.transactions()).toMatchObject({ total: 0 });
  });

  test('an order that a payment still reaches after it was closed is credited, once', async () => {
    const id = await ada.ordered();
    await due(stack(), id);
    expect(await ada.orders('recharge')).toMatchObject({ items: [{ status: 'closed', paid_at: null }] });
    for (let time = 0; time < 2; time++) expect(await notify(stack(), way, notificationOf(way, stack(), id))).toBe(true);
    expect(await ada.orders('recharge')).toMatchObject({ items: [{ status: 'paid' }] });
    expect(await ada.transactions()).toMatchObject({ total: 1 });
  });

  test('an order that was paid but never notified is credited by the sweeper instead of closed', async () => {
    const id = await ada.ordered();
    await pay(stack(), id, { notify: false });
    await due(stack(), id);
    expect((await orderOf(stack(), id)).state).toBe('paid');
    expect(await ada.balance()).toMatchObject({ credit_balance: 100 });
  });

  test('the same request under the same key is the same order, at the provider too', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const [first, again] = [await ada.recharge(10, {}, key), await ada.recharge(10, {}, key)];
    expect([again.body, again.headers['idempotent-replayed']]).toEqual([first.body, 'true']);
    expect((await ada.recharge(11, {}, key)).status).toBe(422);
    expect(await ada.orders('recharge')).toMatchObject({ total: 1 });
  });

  test.each([
    [{ amount: 0 }, 'amount'],
    [{ amount: 50_000.01 }, 'amount'],
    [{ amount: 1.001 }, 'amount'],
    [{ amount: '10' }, 'amount'],
    [{ payment_method: 'cash' }, 'payment_method'],
    [{ payment_method: 'balance' }, 'payment_method'],
    [{ coupon_code: '' }, 'coupon_code'],
  ])('%j is refused, names %s and makes no order', async (wrong, field) => {
    const { status, body } = await ada.recharge(10, wrong);
    expect([status, body]).toEqual([400, { code: 400, message: expect.stringContaining(field), data: null }]);
    expect(await ada.orders('recharge')).toMatchObject({ total: 0 });
  });
}
