import { expect, test } from 'vitest';
import { serve } from '#tests/support/serve.ts';
import { orderRequest, refundOf, sold, startAlipay, visited } from './support.ts';

test('who has only the order’s number pays too: the cashier goes where the API sent the payer', async () => {
  const alipay = await startAlipay();
  const order = orderRequest();
  alipay.urls.set(order.orderId, (await alipay.web.open(order)).paymentUrl.replace('127.0.0.1', 'localhost'));
  expect(await (await alipay.checkout(order.orderId)).json()).toEqual({ paid: true, notified: 200 });
  expect(await alipay.web.query(order.orderId)).toMatchObject({ state: 'paid', amount: 1000 });
});

test('the cashier goes nowhere else', async () => {
  let visits = 0;
  const elsewhere = await serve((_request, response) => {
    visits += 1;
    response.end();
  });
  const alipay = await startAlipay();
  alipay.urls.set('R1', `${elsewhere}/gateway.do`);
  expect((await alipay.checkout('R1')).status).toBe(404);
  expect((await alipay.checkout('R2')).status).toBe(404);
  expect(visits).toBe(0);
});

test('an order is paid once, and a refunded one not again', async () => {
  const alipay = await startAlipay();
  const { order } = await sold(alipay);
  const again = await alipay.checkout(order.orderId);
  expect([again.status, await again.json()]).toEqual([409, { paid: false, message: 'ORDERPAID' }]);
  await alipay.web.refund(refundOf(order));
  const late = await alipay.checkout(order.orderId);
  expect([late.status, await late.json()]).toEqual([409, { paid: false, message: 'ORDERREFUNDED' }]);
  expect(await (await fetch(`${alipay.outside.url}/cashier?order=${order.orderId}`)).text()).toContain('已退款 · Refunded');
});

test('a payer who meets a fault sees a page that says so, and may come again', async () => {
  const alipay = await startAlipay();
  alipay.fault('500');
  const { page, paymentUrl } = await visited(alipay);
  expect(await page.text()).toContain('系统繁忙');
  expect((await fetch(paymentUrl)).url).toContain('/cashier?order=');
});
