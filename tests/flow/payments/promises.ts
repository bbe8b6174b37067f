import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createWechatCredentials, type WechatCredentials } from '#local/outside/wechat/credentials.ts';
import { verifyPaymentParams } from '#local/outside/wechat/verify-payment-params.ts';
import { type Client, login } from '#tests/support/client.ts';
import { useStack } from '#tests/support/stack.ts';
import {
  acknowledged,
  due,
  notification,
  notify,
  ordered,
  orderOf,
  pay,
  recharge,
  replay,
  sweep,
  type Version,
  watchAlarms,
} from './support.ts';

const unpaid = { points: 100, transactions: 1, jobs: 0 };
const paidOnce = { points: 200, transactions: 2, jobs: 0 };

/** What holds whichever version of WeChat Pay makes the orders. */
export function paymentPromises(version: Version): void {
  const stack = useStack({ settings: { WECHAT_PAY_VERSION: version } });
  let client: Client;
  beforeEach(async ({ task }) => {
    client = await login(stack(), task.id);
  });
  afterEach(() => void vi.restoreAllMocks());

  const status = async (id: string, by = client) => (await by.get(`/api/wechat/payment/orders/${id}`)).body.data?.status;
  const asked = (path: RegExp) =>
    stack()
      .outside.calls.list('wechatpay')
      .filter((call) => path.test(call.path) && call.status !== null);

  test('an order that is paid and notified is credited, and in the list of transactions', async () => {
    const { status: created, body } = await recharge(client, 10);
    const { paymentParams, ...rest } = body as typeof body & { paymentParams: Parameters<typeof verifyPaymentParams>[0] };
    expect([created, rest]).toEqual([200, { success: true, orderId: expect.stringMatching(/^order_\d{10}_[0-9a-z]+$/), amount: 10 }]);
    expect(paymentParams.signType).toBe(version === 'v2' ? 'MD5' : 'RSA');
    expect(verifyPaymentParams(paymentParams, stack().wechat)).toBe(true);
    expect(await status(body.orderId!)).toBe('pending');
    expect(await pay(stack(), body.orderId!)).toEqual({ status: 200, body: { paid: true, notified: 200 } });
    expect(await client.standing()).toEqual(paidOnce);
    expect((await client.get(`/api/wechat/payment/orders/${body.orderId}`)).body.data).toEqual({
      orderId: body.orderId,
      status: 'paid',
      amount: 10,
      points: 100,
      description: '购买积分',
      created_at: expect.stringMatching(/Z$/),
      paid_at: expect.stringMatching(/Z$/),
    });
    const { data } = (await client.get('/api/wechat/user/transactions?limit=1')).body;
    expect(data).toMatchObject({
      transactions: [{ type: 'earn', amount: 100, description: '微信支付充值', wechat_order_id: body.orderId }],
      total: 2,
    });
  });

  test('a notification that comes again, five times or ten at once, is acknowledged and credits nothing', async () => {
    const id = await ordered(client);
    await pay(stack(), id);
    for (let time = 0; time < 5; time++) expect(await replay(stack(), id)).toBe(200);
    const { message } = notification(version, stack().wechat, id);
    const answers = await Promise.all(Array.from({ length: 10 }, () => notify(stack(), message)));
    expect(answers.map((answer) => acknowledged(version, answer))).toEqual(Array(10).fill(true));
    expect(await client.standing()).toEqual(paidOnce);
  });

  test('ten first notifications at once credit once', async () => {
    const id = await ordered(client);
    const { message } = notification(version, stack().wechat, id);
    const answers = await Promise.all(Array.from({ length: 10 }, () => notify(stack(), message)));
    expect(answers.map((answer) => acknowledged(version, answer))).toEqual(Array(10).fill(true));
    expect(await client.standing()).toEqual(paidOnce);
  });

  describe('a forged notification is refused and credits nothing:', () => {
    const forgeries: Record<string, (ours: WechatCredentials) => Promise<WechatCredentials> | WechatCredentials> = {
      'a stranger’s keys': async ({ appId, mchId }) => ({ ...(await createWechatCredentials()), appId, mchId }),
      'another app': (ours) => ({ ...ours, appId: 'wx0000000000000000' }),
      'another merchant': (ours) => ({ ...ours, mchId: '1900000110' }),
    };
    test.each(Object.keys(forgeries))('%s', async (name) => {
      watchAlarms();
      const id = await ordered(client);
      const answer = await notify(stack(), notification(version, await forgeries[name]!(stack().wechat), id).message);
      expect(acknowledged(version, answer)).toBe(false);
      expect(answer.text).toContain('FAIL');
      expect(await client.standing()).toEqual(unpaid);
      expect((await orderOf(stack(), id)).state).toBe('pending');
    });

    test('a changed amount or order', async () => {
      watchAlarms();
      const [id, other] = [await ordered(client), await ordered(client, 1)];
      const cheap = notification(version, stack().wechat, other, 100).message;
      const changed = version === 'v2' ? cheap.body.replace(other, id) : cheap.body.replace(/"ciphertext":"../, '"ciphertext":"AA');
      expect(changed).not.toBe(cheap.body);
      expect(acknowledged(version, await notify(stack(), { ...cheap, body: changed }))).toBe(false);
      expect(await client.standing()).toEqual(unpaid);
    });

    test('an order that nobody made', async () => {
      watchAlarms();
      const answer = await notify(stack(), notification(version, stack().wechat, 'order_1736250123_nobody').message);
      expect(acknowledged(version, answer)).toBe(false);
    });
  });

  test.each([
    ['less', 1],
    ['more', 1001],
  ])('a payment of %s than was ordered is never credited: it is recorded, alarmed and not acknowledged', async (_, amount) => {
    const alarms = watchAlarms();
    const id = await ordered(client);
    const { body } = await pay(stack(), id, { amount });
    expect(body).toEqual({ paid: true, notified: version === 'v2' ? 200 : 500 });
    const { order, message } = notification(version, stack().wechat, id, amount);
    expect(acknowledged(version, await notify(stack(), message))).toBe(false);
    expect(alarms()).toContainEqual({
      level: 'error',
      event: 'payment.mismatch',
      orderId: id,
      ordered: 1000,
      paid: amount,
      transactionId: expect.any(String),
    });
    expect(await orderOf(stack(), id)).toMatchObject({ state: 'pending', mismatch: { amount, transactionId: order.paid!.transactionId } });
    const looked = await client.get(`/api/wechat/payment/orders/${id}`);
    expect([looked.status, looked.body.code]).toEqual([400, 'PAYMENT_MISMATCH']);
    expect(await client.standing()).toEqual(unpaid);
  });

  test('a payment that fits no order is alarmed, then left to the operator: the sweeper does not come back to it every minute', async () => {
    const alarms = watchAlarms();
    const id = await ordered(client);
    await pay(stack(), id, { amount: 1, notify: false });
    await due(stack(), id);
    expect(alarms().filter(({ orderId }) => orderId === id)).toHaveLength(1);
    await sweep(stack());
    expect(alarms().filter(({ orderId }) => orderId === id)).toHaveLength(1);
    expect(await client.standing()).toEqual(unpaid);
  });

  test('when the notification is lost, asking for the order credits it', async () => {
    const id = await ordered(client);
    await pay(stack(), id, { notify: false });
    expect(await client.standing()).toEqual(unpaid);
    expect(await status(id)).toBe('paid');
    expect(await client.standing()).toEqual(paidOnce);
  });

  test('twenty queries and a notification at once credit once', async () => {
    const id = await ordered(client);
    await pay(stack(), id, { notify: false });
    const { message } = notification(version, stack().wechat, id);
    const [answer, ...states] = await Promise.all([notify(stack(), message), ...Array.from({ length: 20 }, () => status(id))]);
    expect([acknowledged(version, answer), new Set(states)]).toEqual([true, new Set(['paid'])]);
    expect(await client.standing()).toEqual(paidOnce);
  });

  test('another account’s order, or none, is 404', async () => {
    const id = await ordered(client);
    const stranger = await login(stack(), `stranger-${version}`);
    for (const path of [id, 'order_1736250123_nobody']) {
      const answer = await stranger.get(`/api/wechat/payment/orders/${path}`);
      expect([answer.status, answer.body.code]).toEqual([404, 'ORDER_NOT_FOUND']);
    }
  });

  test('an order that nobody paid in 30 minutes is closed with WeChat too, and can’t be paid any more', async () => {
    const id = await ordered(client);
    await sweep(stack());
    expect((await orderOf(stack(), id)).state).toBe('pending');
    await due(stack(), id);
    expect((await orderOf(stack(), id)).state).toBe('closed');
    expect(asked(version === 'v2' ? /closeorder$/ : new RegExp(`${id}/close$`)).at(-1)?.status).toBe(version === 'v2' ? 200 : 204);
    expect(await pay(stack(), id)).toMatchObject({ status: 409, body: { message: 'ORDERCLOSED' } });
    expect(await status(id)).toBe('closed');
  });

  test('an order that was paid but never notified is credited when it is due', async () => {
    const id = await ordered(client);
    await pay(stack(), id, { notify: false });
    await due(stack(), id);
    expect(await status(id)).toBe('paid');
    expect(await client.standing()).toEqual(paidOnce);
  });

  test('a payment that arrives for a closed order is credited, once', async () => {
    const id = await ordered(client);
    await due(stack(), id);
    const { message } = notification(version, stack().wechat, id);
    for (let time = 0; time < 2; time++) expect(acknowledged(version, await notify(stack(), message))).toBe(true);
    expect(await status(id)).toBe('paid');
    expect(await client.standing()).toEqual(paidOnce);
  });
}
