import { describe, expect, test } from 'vitest';
import { wechatWebPay } from '#shared/adapters/wechat/web-pay.ts';
import { beijingDay } from '#shared/kernel/beijing-time.ts';
import { credentials, orderRequest, paidOrder, readerOf, secret, startWechat, VERSIONS, type Wechat } from './support.ts';

/** An order of the website, paid at the cashier. */
async function soldOnline({ web, checkout, merchant }: Wechat, paid?: object) {
  const order = orderRequest();
  const { paymentUrl } = await web.open(order);
  await checkout(order.orderId, paid);
  return { order, paymentUrl, notification: merchant.received.at(-1)! };
}

const refundOf = ({ orderId, amount }: { orderId: string; amount: number }, changes: object = {}) => ({
  orderId,
  refundId: `${orderId}_r`.slice(-32),
  amount,
  total: amount,
  reason: '用户申请退款',
  ...changes,
});

describe.each(VERSIONS)('%s', (version) => {
  test('an order leads to where it is paid; the same one again to the same place', async () => {
    const { web, outside } = await startWechat(version);
    const order = orderRequest();
    const { paymentUrl } = await web.open(order);
    expect(paymentUrl).toBe(`${outside.url}/cashier?order=${order.orderId}`);
    expect(await web.open(order)).toEqual({ paymentUrl });
    expect(await (await fetch(paymentUrl)).text()).toContain('确认支付 · Pay');
    await expect(web.open({ ...order, amount: 1 })).rejects.toMatchObject({ code: 'order.rejected' });
  });

  test('its payment is notified and told to whoever asks, with the website’s app', async () => {
    const wechat = await startWechat(version);
    const { order, notification } = await soldOnline(wechat);
    const payment = { state: 'paid', orderId: order.orderId, amount: 1000, transactionId: expect.stringMatching(/^42000/) };
    expect(await wechat.web.verify(notification, Date.now())).toMatchObject(payment);
    expect(await wechat.web.query(order.orderId)).toMatchObject(payment);
    expect(wechat.outside.calls.list('wechatpay').map(({ path }) => path)).not.toContain(expect.stringContaining('jsapi'));
  });

  test('what the mini-program sold is not the website’s, and the other way round', async () => {
    const wechat = await startWechat(version);
    const unverified = { code: 'payment.unverified' };
    const online = await soldOnline(wechat);
    await expect(wechat.pay.verify(online.notification, Date.now())).rejects.toMatchObject(unverified);
    const inside = await paidOrder(wechat);
    await expect(wechat.web.verify(inside.notification, Date.now())).rejects.toMatchObject(unverified);
    // v2 answers with the app that asks.
    if (version === 'v3') await expect(wechat.web.query(inside.order.orderId)).rejects.toMatchObject({ code: 'payment.unavailable' });
  });

  test('without an app of its own the website uses the mini-program’s', async () => {
    const wechat = await startWechat(version);
    const web = wechatWebPay({ ...wechat.env, WECHAT_WEB_APP_ID: '' }, secret);
    const { notification } = await soldOnline({ ...wechat, web });
    await expect(wechat.pay.verify(notification, Date.now())).resolves.toMatchObject({ state: 'paid' });
  });

  test('an order nobody paid is closed, twice without complaint; one that was paid is not', async () => {
    const wechat = await startWechat(version);
    const order = orderRequest();
    await wechat.web.open(order);
    for (let time = 0; time < 2; time++) await wechat.web.close(order.orderId);
    expect(await wechat.web.query(order.orderId)).toMatchObject({ state: 'closed' });
    const sold = await soldOnline(wechat);
    await expect(wechat.web.close(sold.order.orderId)).rejects.toMatchObject({ code: 'order.rejected' });
  });

  test('a refund asked for twice is given once; the order is then closed', async () => {
    const wechat = await startWechat(version);
    const { order } = await soldOnline(wechat);
    const refund = refundOf(order);
    expect(await wechat.web.queryRefund(refund)).toEqual({ state: 'unknown' });
    expect(await wechat.web.refund(refund)).toEqual({ state: 'processing' });
    expect(await wechat.web.queryRefund(refund)).toEqual({ state: 'refunded' });
    expect(await wechat.web.refund(refund)).toEqual({ state: 'refunded' });
    expect(await wechat.web.query(order.orderId)).toMatchObject({ state: 'closed' });
    const [payment, back, ...more] = await wechat.web.bill(beijingDay(Date.now()));
    expect([payment?.kind, back?.amount, more]).toEqual(['payment', 1000, []]);
  });

  test('a refund that the provider refuses says why', async () => {
    const wechat = await startWechat(version);
    const { order } = await soldOnline(wechat);
    await wechat.web.refund(refundOf(order, { amount: 600 }));
    expect(await wechat.web.refund(refundOf(order, { refundId: 'another', amount: 500 }))).toEqual({
      state: 'refused',
      reason: '订单已全额退款',
    });
    expect(await wechat.web.refund(refundOf(order, { amount: 500 }))).toMatchObject({ state: 'refused' });
    expect(await wechat.web.refund(refundOf(orderRequest()))).toEqual({ state: 'refused', reason: '订单不存在' });
    const unpaid = orderRequest();
    await wechat.web.open(unpaid);
    expect(await wechat.web.refund(refundOf(unpaid))).toMatchObject({ state: 'refused' });
    await wechat.fault('wechatpay', 'refuse');
    expect(await wechat.web.refund(refundOf(order, { refundId: 'third', amount: 400 }))).toEqual({
      state: 'refused',
      reason: '商户无此接口权限',
    });
  });

  test.each(['429', '500', 'badsign', 'hang'] as const)(
    'a refund that met the fault %s may be asked for again, and is one',
    async (mode) => {
      const wechat = await startWechat(version);
      const { order } = await soldOnline(wechat);
      // A kept connection that is cut is tried once more, on a new one.
      wechat.outside.faults.add({ service: 'wechatpay', mode, times: 2, delayMs: 50 });
      await expect(wechat.web.refund(refundOf(order))).rejects.toMatchObject({ code: 'payment.unavailable' });
      wechat.outside.faults.clear();
      await wechat.web.refund(refundOf(order));
      expect(await wechat.web.queryRefund(refundOf(order))).toEqual({ state: 'refunded' });
      expect((await wechat.web.bill(beijingDay(Date.now()))).filter(({ kind }) => kind === 'refund')).toHaveLength(1);
    },
  );

  test('the bill has what both apps sold and gave back that day', async () => {
    const evil = '积分",`0,`SUCCESS,`';
    const wechat = await startWechat(version);
    expect(await wechat.web.bill(beijingDay(Date.now()))).toEqual([]);
    const [online, inside] = [orderRequest({ description: evil }), orderRequest({ amount: 150 })];
    await wechat.web.open(online);
    await wechat.pay.create(inside);
    for (const { orderId } of [online, inside]) await wechat.checkout(orderId);
    await wechat.web.open(orderRequest());
    await wechat.web.refund(refundOf(online, { amount: 300 }));
    const transactionId = expect.stringMatching(/^42000/);
    expect(await wechat.web.bill(beijingDay(Date.now()))).toEqual([
      { kind: 'payment', orderId: online.orderId, amount: 1000, transactionId },
      { kind: 'payment', orderId: inside.orderId, amount: 150, transactionId },
      { kind: 'refund', orderId: online.orderId, amount: 300, transactionId, refundId: refundOf(online).refundId },
    ]);
    expect(await wechat.web.bill('2020-01-01')).toEqual([]);
  });

  test.each(['429', '500', 'refuse', 'hang'] as const)('a bill that met the fault %s is none', async (mode) => {
    const wechat = await startWechat(version);
    await soldOnline(wechat);
    wechat.outside.faults.add({ service: 'wechatpay', mode, times: 2, delayMs: 50 });
    await expect(wechat.web.bill(beijingDay(Date.now()))).rejects.toMatchObject({ code: expect.stringMatching(/^(payment|order)\./) });
  });

  test('without a merchant the website says so in Chinese', async () => {
    const { env } = await startWechat(version);
    const fault = { code: 'order.unconfigured', message: '微信支付未配置', details: { operator: expect.stringContaining('lacks') } };
    await expect(wechatWebPay(env, readerOf({})).open(orderRequest())).rejects.toMatchObject(fault);
    await expect(wechatWebPay({ ...env, WECHAT_PAY_MCH_ID: '' }, secret).open(orderRequest())).rejects.toMatchObject(fault);
  });
});

test('refunds need the v3 keys, also where v2 makes the orders', async () => {
  const wechat = await startWechat('v2');
  const { order } = await soldOnline(wechat);
  const web = wechatWebPay(wechat.env, readerOf({ WECHAT_PAY_KEY: credentials.payKey }));
  await expect(web.refund(refundOf(order))).rejects.toMatchObject({
    code: 'order.unconfigured',
    details: { operator: expect.stringContaining('privateKey') },
  });
});
