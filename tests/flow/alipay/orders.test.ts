import { createPrivateKey } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createAlipayCredentials } from '#local/outside/alipay/credentials.ts';
import { alipayWebPay } from '#shared/adapters/alipay/web-pay.ts';
import { serve } from '#tests/support/serve.ts';
import { orderRequest, readerOf, secret, secrets, sold, startAlipay, visited } from './support.ts';

test('an order leads to the cashier’s page; the same one again to the same trade', async () => {
  const alipay = await startAlipay();
  const { order, page, paymentUrl } = await visited(alipay, { amount: 1050 });
  expect(page.url).toBe(`${alipay.outside.url}/cashier?order=${order.orderId}`);
  const html = await page.text();
  for (const text of ['¥10.50', '充值100积分', '支付宝 · Alipay', '确认支付 · Pay']) expect(html).toContain(text);
  expect((await fetch(paymentUrl)).url).toBe(page.url);
  await alipay.checkout(order.orderId);
  expect(await (await fetch((await alipay.web.open(order)).paymentUrl)).text()).toContain('已支付 · Paid');
});

test('opening asks nobody, and Alipay knows nothing of an order whose payer never came', async () => {
  const alipay = await startAlipay();
  const order = orderRequest();
  await alipay.web.open(order);
  expect(alipay.outside.calls.list('alipay')).toEqual([]);
  expect(await alipay.web.query(order.orderId)).toEqual({ state: 'unknown', orderId: order.orderId });
  await expect(alipay.web.close(order.orderId)).resolves.toBeUndefined();
});

test('an order is pending, then paid, and asks tell so', async () => {
  const alipay = await startAlipay();
  const { order } = await visited(alipay);
  expect(await alipay.web.query(order.orderId)).toEqual({ state: 'pending', orderId: order.orderId });
  await alipay.checkout(order.orderId, { notify: false });
  expect(alipay.seller.received).toEqual([]);
  const transactionId = expect.stringMatching(/^2026\d{24}$/);
  expect(await alipay.web.query(order.orderId)).toEqual({ state: 'paid', orderId: order.orderId, amount: 1000, transactionId });
});

test('an order nobody paid is closed, twice without complaint, and can’t be paid any more', async () => {
  const alipay = await startAlipay();
  const { order, paymentUrl } = await visited(alipay);
  for (let time = 0; time < 2; time++) await alipay.web.close(order.orderId);
  expect(await alipay.web.query(order.orderId)).toEqual({ state: 'closed', orderId: order.orderId });
  expect((await alipay.checkout(order.orderId)).status).toBe(409);
  expect(await (await fetch(paymentUrl)).text()).toContain('已关闭 · Closed');
});

test('an order that was paid can’t be closed', async () => {
  const alipay = await startAlipay();
  const { order } = await sold(alipay);
  await expect(alipay.web.close(order.orderId)).rejects.toMatchObject({ code: 'order.rejected', message: '交易状态不合法' });
  expect(await alipay.web.query(order.orderId)).toMatchObject({ state: 'paid' });
});

test('after its time an order can’t be paid', async () => {
  let ahead = 0;
  const alipay = await startAlipay({ now: () => Date.now() + ahead });
  const { order } = await visited(alipay, { expiresAt: Date.now() + 120_000 });
  ahead = 119_000;
  expect(await alipay.web.query(order.orderId)).toMatchObject({ state: 'pending' });
  ahead = 121_000;
  expect(await alipay.web.query(order.orderId)).toMatchObject({ state: 'closed' });
});

test('another amount under the same number is refused to the browser', async () => {
  const alipay = await startAlipay();
  const { order } = await visited(alipay);
  const { paymentUrl } = await alipay.web.open({ ...order, amount: 1 });
  expect(await (await fetch(paymentUrl)).text()).toContain('CONTEXT_INCONSISTENT');
});

test.each(['100% off', 'a/b=c&d', '积分"<b>\u0000\n📷', `${'积'.repeat(300)}\ud83d`, '%E4%BD', '+ +'])(
  'the description %j arrives',
  async (description) => {
    const alipay = await startAlipay();
    const { order, notification } = await sold(alipay, undefined, { description });
    expect(await alipay.web.verify(notification, Date.now())).toMatchObject({ state: 'paid', orderId: order.orderId, amount: 1000 });
  },
);

describe('requests', () => {
  test('carry Beijing’s time, wherever the machine is', async () => {
    const alipay = await startAlipay({ now: () => Date.parse('2026-12-31T17:00:00Z') });
    await alipay.web.query('R1');
    const [{ path } = { path: '' }] = alipay.outside.calls.list('alipay');
    expect(new URL(path, 'http://x').searchParams.get('timestamp')).toBe('2027-01-01 01:00:00');
    const { paymentUrl } = await alipay.web.open(orderRequest());
    expect(new URL(paymentUrl).searchParams.get('timestamp')).toBe('2027-01-01 01:00:00');
  });

  test('whose clock means UTC are refused', async () => {
    const { env } = await startAlipay();
    const late = alipayWebPay(env, secret, () => Date.now() - 8 * 3_600_000);
    const operator = expect.stringContaining('isv.invalid-timestamp');
    await expect(late.query('R1')).rejects.toMatchObject({ code: 'order.rejected', details: { operator } });
  });

  test('of a stranger’s key or app are refused', async () => {
    const { env } = await startAlipay();
    const stranger = await createAlipayCredentials();
    const posing = alipayWebPay(env, readerOf({ ...secrets, ALIPAY_PRIVATE_KEY: stranger.app.privateKey }), Date.now);
    const operator = expect.stringContaining('isv.invalid-signature');
    await expect(posing.query('R1')).rejects.toMatchObject({ code: 'order.rejected', details: { operator } });
    const { paymentUrl } = await posing.open(orderRequest());
    expect(await (await fetch(paymentUrl)).text()).toContain('isv.invalid-signature');
    // This refusal isn't signed, so it isn't believed either.
    const elsewhere = alipayWebPay({ ...env, ALIPAY_APP_ID: stranger.appId }, secret, Date.now);
    await expect(elsewhere.query('R1')).rejects.toMatchObject({ code: 'payment.unavailable' });
  });

  test('take keys as PEM or as bare base64, PKCS8 or PKCS1', async () => {
    const { env } = await startAlipay();
    const pem = secrets.ALIPAY_PRIVATE_KEY ?? '';
    const pkcs1 = createPrivateKey(pem).export({ type: 'pkcs1', format: 'pem' }).toString();
    const bare = (key: string) => key.replace(/-----[^-]*-----|\s/g, '');
    for (const key of [pem, bare(pem), pkcs1, bare(pkcs1), `${pem}\n`]) {
      const web = alipayWebPay(env, readerOf({ ...secrets, ALIPAY_PRIVATE_KEY: key }), Date.now);
      await expect(web.query('R1')).resolves.toMatchObject({ state: 'unknown' });
    }
  });

  test('can’t be made without the keys, and the operator learns what lacks', async () => {
    const { env } = await startAlipay();
    const lacking = (fields: string) => ({
      code: 'order.unconfigured',
      message: '支付宝支付未配置',
      details: { operator: `Alipay lacks ${fields}` },
    });
    await expect(alipayWebPay(env, readerOf({}), Date.now).open(orderRequest())).rejects.toMatchObject(lacking('publicKey, privateKey'));
    const broken = readerOf({ ...secrets, ALIPAY_PRIVATE_KEY: 'no key' });
    await expect(alipayWebPay(env, broken, Date.now).query('R1')).rejects.toMatchObject(lacking('privateKey'));
    for (const [setting, field] of [
      ['ALIPAY_APP_ID', 'appId'],
      ['ALIPAY_GATEWAY_URL', 'gateway'],
      ['PUBLIC_URL', 'notifyUrl'],
    ] as const) {
      const web = alipayWebPay({ ...env, [setting]: '' }, secret, Date.now);
      await expect(web.open(orderRequest())).rejects.toMatchObject(lacking(field));
    }
  });
});

test.each([
  ['429', 'payment.unavailable'],
  ['500', 'payment.unavailable'],
  ['badsign', 'payment.unavailable'],
  ['hang', 'payment.unavailable'],
  ['refuse', 'order.rejected'],
] as const)('the fault %s ends in %s, and believes nothing', async (mode, code) => {
  const alipay = await startAlipay();
  const { order } = await sold(alipay, { notify: false });
  alipay.fault(mode);
  await expect(alipay.web.query(order.orderId)).rejects.toMatchObject({ code });
  await expect(alipay.web.query(order.orderId)).resolves.toMatchObject({ state: 'paid' });
});

test.each([
  '',
  'not found',
  '<html><body>502</body></html>',
  '{}',
  'null',
  '{"alipay_trade_query_response":{"code":"10000","trade_status":"TRADE_SUCCESS","out_trade_no":"R1","total_amount":"10.00","trade_no":"2"}}',
  '{"alipay_trade_refund_response":{"code":"10000","out_trade_no":"R1","fund_change":"Y"},"sign":""}',
])('the answer %j is payment.unavailable', async (body) => {
  const url = await serve((_request, response) => response.end(body));
  const { env } = await startAlipay();
  const web = alipayWebPay({ ...env, ALIPAY_GATEWAY_URL: url }, secret, Date.now);
  await expect(web.query('R1')).rejects.toMatchObject({ code: 'payment.unavailable' });
  await expect(web.refund({ orderId: 'R1', refundId: 'r', amount: 1, total: 1, reason: '' })).rejects.toMatchObject({
    code: 'payment.unavailable',
  });
});

test('a signed answer about another order is not believed', async () => {
  const alipay = await startAlipay();
  const { order } = await sold(alipay, { notify: false });
  const raw = async (id: string) => {
    await alipay.web.query(id);
    const [, query] = alipay.outside.calls.list('alipay').at(-1)!.path.split('?');
    const form = new URLSearchParams({ biz_content: JSON.stringify({ out_trade_no: id }) });
    return (await fetch(`${alipay.env.ALIPAY_GATEWAY_URL}?${query}`, { method: 'POST', body: form })).text();
  };
  const answer = await raw(order.orderId);
  expect(answer).toContain('TRADE_SUCCESS');
  const url = await serve((_request, response) => response.end(answer));
  const web = alipayWebPay({ ...alipay.env, ALIPAY_GATEWAY_URL: url }, secret, Date.now);
  await expect(web.query(order.orderId)).resolves.toMatchObject({ state: 'paid' });
  await expect(web.query('R9')).rejects.toMatchObject({ code: 'payment.unavailable' });
});
