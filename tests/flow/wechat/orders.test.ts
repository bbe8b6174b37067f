import { describe, expect, test } from 'vitest';
import { verifyPaymentParams } from '#local/outside/wechat/verify-payment-params.ts';
import { wechatPay } from '#shared/adapters/wechat/pay.ts';
import { serve } from '#tests/support/serve.ts';
import { credentials, orderRequest, paidOrder, readerOf, secret, startWechat, VERSIONS } from './support.ts';

describe.each(VERSIONS)('%s', (version) => {
  test('an order gives parameters that WeChat’s client accepts', async () => {
    const { pay } = await startWechat(version);
    const params = await pay.create(orderRequest());
    expect(params).toMatchObject({ appId: credentials.appId, signType: version === 'v2' ? 'MD5' : 'RSA' });
    expect(params.package).toMatch(/^prepay_id=wx\w{34}$/);
    expect(verifyPaymentParams(params, credentials)).toBe(true);
    expect(verifyPaymentParams({ ...params, package: 'prepay_id=wx0' }, credentials)).toBe(false);
  });

  test('the same order again is the same prepayment; another amount under its number is rejected', async () => {
    const { pay } = await startWechat(version);
    const order = orderRequest();
    const [first, second] = [await pay.create(order), await pay.create(order)];
    expect(second.package).toBe(first.package);
    await expect(pay.create({ ...order, amount: 1 })).rejects.toMatchObject({ code: 'order.rejected', message: '商户订单号重复' });
  });

  test('an order is pending, then paid, and asks tell so', async () => {
    const wechat = await startWechat(version);
    const order = orderRequest();
    expect(await wechat.pay.query(order.orderId)).toEqual({ state: 'unknown', orderId: order.orderId });
    await wechat.pay.create(order);
    expect(await wechat.pay.query(order.orderId)).toEqual({ state: 'pending', orderId: order.orderId });
    await wechat.checkout(order.orderId, { notify: false });
    expect(wechat.merchant.received).toEqual([]);
    expect(await wechat.pay.query(order.orderId)).toEqual({
      state: 'paid',
      orderId: order.orderId,
      amount: 1000,
      transactionId: expect.stringMatching(/^42000\d{23}$/),
      openid: order.openid,
    });
  });

  test('a paid order can neither be ordered again nor closed', async () => {
    const wechat = await startWechat(version);
    const { order } = await paidOrder(wechat);
    await expect(wechat.pay.create(order)).rejects.toMatchObject({ code: 'order.rejected', message: '该订单已支付' });
    await expect(wechat.pay.close(order.orderId)).rejects.toMatchObject({
      code: 'order.rejected',
      details: { operator: expect.stringContaining('ORDERPAID') },
    });
  });

  test('a closed order stays closed, is closed once more without complaint, and cannot be paid', async () => {
    const { pay, checkout } = await startWechat(version);
    const order = orderRequest();
    await pay.create(order);
    await pay.close(order.orderId);
    await pay.close(order.orderId);
    expect(await pay.query(order.orderId)).toEqual({ state: 'closed', orderId: order.orderId });
    expect((await checkout(order.orderId)).status).toBe(409);
    await expect(pay.create(order)).rejects.toMatchObject({ code: 'order.rejected', message: '该订单已关闭' });
    await expect(pay.close('order_that_never_was')).resolves.toBeUndefined();
  });

  test('after its time an order is closed', async () => {
    let ahead = 0;
    const { pay } = await startWechat(version, { now: () => Date.now() + ahead });
    const order = orderRequest({ expiresAt: Date.now() + 120_000 });
    await pay.create(order);
    ahead = 100_000;
    expect(await pay.query(order.orderId)).toMatchObject({ state: 'pending' });
    ahead = 121_000;
    expect(await pay.query(order.orderId)).toMatchObject({ state: 'closed' });
  });

  test('any description arrives as one harmless line', async () => {
    const { pay, outside } = await startWechat(version);
    const evil = ']]></body><total_fee>1</total_fee><body><![CDATA[ & <b>\u0000\n';
    await pay.create(orderRequest({ description: evil }));
    await pay.create(orderRequest({ description: `${'积'.repeat(200)}\ud83d` }));
    await pay.create(orderRequest({ description: '100% 📷 "off" \'&amp;\'' }));
    expect(outside.calls.list('wechatpay').map((call) => call.status)).toEqual([200, 200, 200]);
  });

  test.each([
    ['429', 'payment.unavailable'],
    ['500', 'payment.unavailable'],
    ['badsign', 'payment.unavailable'],
    ['hang', 'payment.unavailable'],
    ['refuse', 'order.rejected'],
  ])('fault %s ends in %s', async (mode, code) => {
    const { pay, fault } = await startWechat(version);
    await fault('wechatpay', mode, 50);
    await expect(pay.create(orderRequest())).rejects.toMatchObject({ code });
    await expect(pay.create(orderRequest())).resolves.toHaveProperty('paySign');
  });

  test('an answer that WeChat did not sign is believed in nothing', async () => {
    const wechat = await startWechat(version);
    const { order } = await paidOrder(wechat);
    await wechat.fault('wechatpay', 'badsign');
    await expect(wechat.pay.query(order.orderId)).rejects.toMatchObject({ code: 'payment.unavailable' });
  });

  test.each(['', 'not found', '<html><body>502</body></html>', '{}', '<xml></xml>', 'null'])(
    'the answer %j is payment.unavailable',
    async (body) => {
      const url = await serve((_request, response) => response.end(body));
      const { env } = await startWechat(version);
      const pay = wechatPay({ ...env, WECHAT_PAY_BASE_URL: url }, secret, Date.now);
      await expect(pay.create(orderRequest())).rejects.toMatchObject({ code: 'payment.unavailable' });
      await expect(pay.query('order_1')).rejects.toMatchObject({ code: 'payment.unavailable' });
    },
  );

  test('a merchant without its keys cannot order, and the operator learns what lacks', async () => {
    const { env } = await startWechat(version);
    const pay = wechatPay(env, readerOf({}), Date.now);
    const lacks = version === 'v2' ? 'lacks key' : 'lacks publicKey, v3Key, privateKey';
    await expect(pay.create(orderRequest())).rejects.toMatchObject({
      code: 'order.unconfigured',
      message: 'WeChat payment not configured',
      details: { operator: expect.stringContaining(lacks) },
    });
    for (const setting of ['WECHAT_APP_ID', 'WECHAT_PAY_MCH_ID', 'PUBLIC_URL']) {
      const lacking = wechatPay({ ...env, [setting]: '' }, secret, Date.now);
      await expect(lacking.create(orderRequest())).rejects.toMatchObject({ code: 'order.unconfigured' });
    }
  });

  test('keys of another merchant are refused by WeChat', async () => {
    const { env } = await startWechat(version);
    const pay = wechatPay({ ...env, WECHAT_PAY_SERIAL: 'ABCDEF' }, strangersSecret, Date.now);
    await expect(pay.create(orderRequest())).rejects.toMatchObject({
      code: 'order.rejected',
      details: { operator: expect.stringMatching(/SIGN_?ERROR/) },
    });
  });
});

test.each(['', 'short', 'x'.repeat(33), ` ${'x'.repeat(31)}`])(
  'the v2 key %j, with which the client library would sign without a key, is none',
  async (key) => {
    const { env } = await startWechat();
    const pay = wechatPay(env, readerOf({ WECHAT_PAY_KEY: key }), Date.now);
    await expect(pay.create(orderRequest())).rejects.toMatchObject({ code: 'order.unconfigured' });
  },
);

const strangersSecret: typeof secret = async (name) => (name === 'WECHAT_PAY_KEY' ? 'x'.repeat(32) : secret(name));
