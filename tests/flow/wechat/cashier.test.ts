import { describe, expect, test } from 'vitest';
import { until } from '#tests/support/serve.ts';
import { orderRequest, paidOrder, startWechat, VERSIONS, type Wechat } from './support.ts';

const RETRY_SCALE = 0.001;

const page = (wechat: Wechat, orderId: string, init?: RequestInit) =>
  fetch(`${wechat.outside.url}/cashier?order=${orderId}`, { ...init, headers: { accept: 'text/html', ...init?.headers } });

describe('the page', () => {
  test('shows what is to be paid, and a button', async () => {
    const wechat = await startWechat();
    const order = orderRequest({ amount: 1050, description: '<b>积分</b> & more' });
    await wechat.pay.create(order);
    const answer = await page(wechat, order.orderId);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const html = await answer.text();
    for (const text of ['¥10.50', '&lt;b&gt;积分&lt;/b&gt; &amp; more', order.orderId, '确认支付 · Pay']) expect(html).toContain(text);
    expect(html).not.toContain('<b>');
  });

  test('takes the payment of a browser’s form and has no button afterwards', async () => {
    const wechat = await startWechat();
    const order = orderRequest();
    await wechat.pay.create(order);
    const paid = await page(wechat, order.orderId, { method: 'POST', body: new URLSearchParams() });
    for (const html of [await paid.text(), await (await page(wechat, order.orderId)).text()]) {
      expect(html).toContain('已支付 · Paid');
      expect(html).not.toContain('<button');
    }
    expect(wechat.merchant.received).toHaveLength(1);
  });

  test('of an unknown order is 404', async () => {
    const wechat = await startWechat();
    expect((await page(wechat, 'order_0')).status).toBe(404);
    expect((await wechat.checkout('order_0')).status).toBe(404);
    expect((await wechat.replay('order_0')).status).toBe(404);
  });

  test('is no call of the service: not recorded, and not hit by its faults', async () => {
    const wechat = await startWechat();
    const order = orderRequest();
    await wechat.pay.create(order);
    await wechat.fault('wechatpay', '500');
    expect((await wechat.checkout(order.orderId)).status).toBe(200);
    expect(wechat.outside.calls.list('wechatpay')).toHaveLength(1);
  });
});

test('an order is paid once', async () => {
  const wechat = await startWechat();
  const { order } = await paidOrder(wechat);
  const again = await wechat.checkout(order.orderId);
  expect([again.status, await again.json()]).toEqual([409, { paid: false, message: 'ORDERPAID' }]);
  expect(wechat.merchant.received).toHaveLength(1);
});

test.each([{ amount: 0 }, { amount: 1.5 }, { amount: '1' }, { notify: 'no' }])('%o is no payment', async (body) => {
  const wechat = await startWechat();
  const order = orderRequest();
  await wechat.pay.create(order);
  expect((await wechat.checkout(order.orderId, body)).status).toBe(400);
  expect(await wechat.pay.query(order.orderId)).toMatchObject({ state: 'pending' });
});

describe.each(VERSIONS)('%s', (version) => {
  test('paying answers with what the merchant answered', async () => {
    const wechat = await startWechat(version);
    const [first, second] = [orderRequest(), orderRequest()];
    await wechat.pay.create(first);
    await wechat.pay.create(second);
    expect(await (await wechat.checkout(first.orderId)).json()).toEqual({ paid: true, notified: 200 });
    expect(await (await wechat.checkout(second.orderId, { notify: false })).json()).toEqual({ paid: true, notified: null });
  });

  test('a notification that is not acknowledged comes again, signed anew, until it is', async () => {
    const wechat = await startWechat(version, { retryScale: RETRY_SCALE });
    wechat.merchant.refusals = 3;
    await paidOrder(wechat);
    await until(() => wechat.merchant.received.length === 4);
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(wechat.merchant.received).toHaveLength(4);
    const payments = await Promise.all(wechat.merchant.received.map((one) => wechat.pay.verify(one, Date.now())));
    expect(new Set(payments.map((payment) => JSON.stringify(payment))).size).toBe(1);
    expect(new Set(wechat.merchant.received.map(({ body }) => body)).size).toBe(4);
  });

  test('a merchant that is away is notified when it is back', async () => {
    let away = true;
    const notify: typeof fetch = (...call) => (away ? Promise.reject(new Error('ECONNREFUSED')) : fetch(...call));
    const wechat = await startWechat(version, { retryScale: RETRY_SCALE, notify });
    const order = orderRequest();
    await wechat.pay.create(order);
    expect(await (await wechat.checkout(order.orderId)).json()).toEqual({ paid: true, notified: 0 });
    away = false;
    await until(() => wechat.merchant.received.length === 1);
  });
});
