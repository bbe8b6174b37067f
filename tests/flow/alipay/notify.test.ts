import { describe, expect, test } from 'vitest';
import { type AlipayCredentials, createAlipayCredentials } from '#local/outside/alipay/credentials.ts';
import { notificationOf } from '#local/outside/alipay/notifications.ts';
import { signedForm } from '#local/outside/alipay/sign.ts';
import { createTradeBook, type Trade } from '#local/outside/alipay/trades.ts';
import { verifyNotification } from '#shared/adapters/alipay/notification.ts';
import type { Notification } from '#shared/domain/payments/ports.ts';
import { until } from '#tests/support/serve.ts';
import { changed, credentials, readerOf, secret, secrets, sold, startAlipay, visited } from './support.ts';

/** What a function that only takes notifications has: our app's id and Alipay's key. */
const env = { ALIPAY_APP_ID: credentials.appId };
const verify = verifyNotification(env, readerOf({ ALIPAY_PUBLIC_KEY: secrets.ALIPAY_PUBLIC_KEY ?? '' }));
const check = (notification: Notification) => verify(notification, Date.now());
const unverified = { code: 'payment.unverified' };

/** A trade that went past no server, paid. */
function soldTrade(subject = '积分'): Trade {
  const book = createTradeBook(Date.now);
  book.open({ orderId: 'R1', amount: 1000, subject, notifyUrl: 'http://127.0.0.1/' });
  return book.pay('R1') as Trade;
}

const asForm = (fields: Record<string, string>): Notification => ({ headers: {}, body: new URLSearchParams(fields).toString() });
const genuine = (as: AlipayCredentials = credentials, trade = soldTrade()) => asForm(notificationOf(trade, as, Date.now()));
/** Rightly signed, with other fields. */
const signed = (fields: Record<string, string>) =>
  asForm(signedForm({ ...notificationOf(soldTrade(), credentials, Date.now()), ...fields }, credentials.platform.privateKey));

describe('a notification', () => {
  test('says what was paid, as a query does', async () => {
    const alipay = await startAlipay();
    const { order, notification } = await sold(alipay);
    const payment = await check(notification);
    const transactionId = expect.stringMatching(/^2026\d{24}$/);
    expect(payment).toEqual({ state: 'paid', orderId: order.orderId, amount: 1000, transactionId });
    expect(payment).toEqual(await alipay.web.query(order.orderId));
    expect(payment).toEqual(await alipay.web.verify(notification, Date.now()));
  });

  test.each(['100% off', '%', 'a=b&c', '+ +', '积分 📷'])('of the subject %j is read as it was signed', async (subject) => {
    await expect(check(genuine(credentials, soldTrade(subject)))).resolves.toMatchObject({ state: 'paid' });
  });

  test('of another amount is told with what was paid', async () => {
    const alipay = await startAlipay();
    const { order, notification } = await sold(alipay, { amount: 1 });
    expect(await check(notification)).toMatchObject({ state: 'paid', amount: 1 });
    expect(await alipay.web.query(order.orderId)).toMatchObject({ state: 'paid', amount: 1 });
  });

  test('that comes again says the same again', async () => {
    const alipay = await startAlipay();
    const { order, notification } = await sold(alipay);
    expect(await (await alipay.replay(order.orderId)).json()).toEqual({ replayed: true, notified: 200 });
    expect(alipay.seller.received[1]!.body).toBe(notification.body);
    expect(await check(alipay.seller.received[1]!)).toEqual(await check(notification));
  });

  test('that is not acknowledged comes again, signed anew, until it is', async () => {
    const alipay = await startAlipay({ retryScale: 0.00005 });
    alipay.seller.refusals = 3;
    const { order } = await visited(alipay);
    expect(await (await alipay.checkout(order.orderId)).json()).toEqual({ paid: true, notified: 200 });
    await until(() => alipay.seller.received.length === 4);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(alipay.seller.received).toHaveLength(4);
    const payments = await Promise.all(alipay.seller.received.map(check));
    expect(new Set(payments.map((payment) => JSON.stringify(payment))).size).toBe(1);
    expect(new Set(alipay.seller.received.map(({ body }) => body)).size).toBe(4);
  });

  test.each([
    ['WAIT_BUYER_PAY', 'pending'],
    ['TRADE_CLOSED', 'closed'],
    ['TRADE_FINISHED', 'paid'],
  ])('that says %s means %s', async (trade_status, state) => {
    await expect(check(signed({ trade_status }))).resolves.toMatchObject({ state, orderId: 'R1' });
  });

  test('is sorted by its names, not by what they are written before', async () => {
    await expect(check(signed({ body: 'x', body1: 'y', body_2: 'z', Body: '', 'body-3': '=' }))).resolves.toMatchObject({ state: 'paid' });
  });

  test('of a refund pays for nothing', async () => {
    await expect(check(signed({ refund_fee: '3.00', gmt_refund: '2026-01-22 10:00:00.000' }))).resolves.toMatchObject({ state: 'closed' });
    await expect(check(signed({ refund_fee: '0.00' }))).resolves.toMatchObject({ state: 'paid' });
  });
});

describe('refused is', () => {
  test('what a stranger signed', async () => {
    const stranger = await createAlipayCredentials();
    await expect(check(genuine({ ...stranger, appId: credentials.appId }))).rejects.toMatchObject(unverified);
    // With the key that we sign with, which isn't Alipay's.
    await expect(check(genuine({ ...credentials, platform: credentials.app }))).rejects.toMatchObject(unverified);
  });

  test('what is rightly signed for another app', async () => {
    await expect(check(genuine({ ...credentials, appId: '2021000000000000' }))).rejects.toMatchObject(unverified);
  });

  test.each([
    ['another amount', { total_amount: '0.01' }],
    ['another order', { out_trade_no: 'R2' }],
    ['another state', { trade_status: 'TRADE_FINISHED' }],
    ['a field more', { refund_fee: '0.00' }],
    ['a field less', { buyer_id: undefined }],
    ['no signature', { sign: undefined }],
    ['an empty signature', { sign: '' }],
    ['RSA with SHA-1', { sign_type: 'RSA' }],
    ['no kind of signature', { sign_type: undefined }],
  ])('a genuine one with %s', async (_, fields) => {
    await expect(check(changed(genuine(), fields))).rejects.toMatchObject(unverified);
  });

  test('one changed character anywhere', async () => {
    const { body } = genuine();
    const before = JSON.stringify([...new URLSearchParams(body)]);
    for (let at = 0; at < body.length; at += 11) {
      const other = body.slice(0, at) + (body[at] === '7' ? '8' : '7') + body.slice(at + 1);
      if (JSON.stringify([...new URLSearchParams(other)]) === before) continue;
      await expect(check({ headers: {}, body: other })).rejects.toMatchObject(unverified);
    }
  });

  test('the same signature, written otherwise', async () => {
    const { body } = genuine();
    const sign = new URLSearchParams(body).get('sign') ?? '';
    for (const other of [`${sign}!`, sign.replace(/=+$/, ''), ` ${sign}`]) {
      await expect(check(changed({ headers: {}, body }, { sign: other }))).rejects.toMatchObject(unverified);
    }
  });

  test('a field that comes twice', async () => {
    const { body } = genuine();
    for (const extra of ['&out_trade_no=R1', '&out_trade_no=R2', '&sign=x']) {
      await expect(check({ headers: {}, body: body + extra })).rejects.toMatchObject(unverified);
      await expect(check({ headers: {}, body: `${extra.slice(1)}&${body}` })).rejects.toMatchObject(unverified);
    }
  });

  test.each([
    ['another kind', { notify_type: 'batch_refund_notify' }],
    ['no amount', { total_amount: '' }],
    ['an amount of nothing', { total_amount: '0.00' }],
    ['a negative amount', { total_amount: '-10.00' }],
    ['an amount in scientific notation', { total_amount: '1e1' }],
    ['another currency', { trans_currency: 'USD' }],
    ['no trade number', { trade_no: '' }],
    ['no order', { out_trade_no: '' }],
    ['an unknown state', { trade_status: 'SUCCESS' }],
  ])('a rightly signed one with %s', async (_, fields) => {
    await expect(check(signed(fields))).rejects.toMatchObject(unverified);
  });

  test.each([
    ['nothing', ''],
    ['a text', 'hello'],
    ['JSON', '{}'],
    ['broken percent signs', 'sign_type=RSA2&sign=%E4%&a=%'],
    ['a poisoned name', 'sign_type=RSA2&sign=x&__proto__=1'],
    ['10 MB', `sign_type=RSA2&${'a=1&'.repeat(2_500_000)}`],
    ['many fields', `sign_type=RSA2&sign=x&${Array.from({ length: 8000 }, (_, at) => `${at}=1`).join('&')}`],
  ])('%s, and quickly', async (_, body) => {
    const start = performance.now();
    await expect(check({ headers: {}, body })).rejects.toMatchObject(unverified);
    expect(performance.now() - start).toBeLessThan(200);
  });

  test('everything while there is no key or app', async () => {
    await expect(verifyNotification(env, readerOf({}))(genuine(), 0)).rejects.toMatchObject(unverified);
    await expect(verifyNotification({}, secret)(genuine(), 0)).rejects.toMatchObject(unverified);
    await expect(verifyNotification(env, readerOf({ ALIPAY_PUBLIC_KEY: 'x' }))(genuine(), 0)).rejects.toMatchObject(unverified);
  });
});

test('secrets that can’t be read are no forgery', async () => {
  const broken = verifyNotification(env, () => Promise.reject(new Error('SSM is down')));
  await expect(broken(genuine(), 0)).rejects.toThrow('SSM is down');
});
