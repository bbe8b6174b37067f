import { describe, expect, test } from 'vitest';
import { createWechatCredentials } from '#local/outside/wechat/credentials.ts';
import { notificationOf } from '#local/outside/wechat/notifications.ts';
import { createOrderBook, type OrderTerms, type PayOrder } from '#local/outside/wechat/orders.ts';
import { wechatPay } from '#shared/adapters/wechat/pay.ts';
import type { Notification } from '#shared/domain/payments/ports.ts';
import { credentials, paidOrder, readerOf, secret, startWechat, VERSIONS, type Version } from './support.ts';

const env = {
  WECHAT_APP_ID: credentials.appId,
  WECHAT_PAY_MCH_ID: credentials.mchId,
  WECHAT_PAY_PUBLIC_KEY_ID: credentials.platform.keyId,
};
const pay = wechatPay(env, secret, Date.now);
const verify = (notification: Notification, now = Date.now()) => pay.verify(notification, now);

/** A paid order that went past no server. */
function soldOrder(version: Version, changes: Partial<OrderTerms> = {}): PayOrder {
  const orders = createOrderBook(Date.now);
  const terms = { version, orderId: 'order_1', amount: 1000, description: 'points', notifyUrl: 'http://127.0.0.1/', openid: 'o1' };
  orders.place({ ...terms, appId: credentials.appId, tradeType: 'JSAPI', ...changes } as OrderTerms);
  return orders.pay('order_1') as PayOrder;
}

const genuine = (version: Version, as = credentials, changes: Partial<OrderTerms> = {}): Notification =>
  notificationOf(soldOrder(version, { appId: as.appId, ...changes }), as, Date.now());

const unverified = { code: 'payment.unverified' };

describe.each(VERSIONS)('%s', (version) => {
  test('a notification says what was paid', async () => {
    const wechat = await startWechat(version);
    const { order, notification } = await paidOrder(wechat);
    const payment = await wechat.pay.verify(notification, Date.now());
    const { orderId, openid } = order;
    expect(payment).toEqual({ state: 'paid', orderId, amount: 1000, transactionId: expect.stringMatching(/^42000/), openid });
    expect(payment).toEqual(await wechat.pay.query(orderId));
  });

  test('both versions’ notifications are understood, whichever makes orders', async () => {
    const other = wechatPay({ ...env, WECHAT_PAY_VERSION: version === 'v2' ? 'v3' : 'v2' }, secret, Date.now);
    await expect(other.verify(genuine(version), Date.now())).resolves.toMatchObject({ state: 'paid', amount: 1000 });
  });

  test('an underpaid order is reported with what was paid', async () => {
    const wechat = await startWechat(version);
    const { order, notification } = await paidOrder(wechat, { amount: 1 });
    expect(await wechat.pay.verify(notification, Date.now())).toMatchObject({ state: 'paid', amount: 1 });
    expect(await wechat.pay.query(order.orderId)).toMatchObject({ state: 'paid', amount: 1 });
  });

  test('a replay says the same again', async () => {
    const wechat = await startWechat(version);
    const { order, notification } = await paidOrder(wechat);
    expect(await (await wechat.replay(order.orderId)).json()).toEqual({ replayed: true, notified: 200 });
    expect(wechat.merchant.received).toHaveLength(2);
    const again = wechat.merchant.received[1]!;
    expect(again.body).toBe(notification.body);
    expect(await wechat.pay.verify(again, Date.now())).toEqual(await wechat.pay.verify(notification, Date.now()));
  });

  test('a stranger’s keys convince nobody', async () => {
    const stranger = await createWechatCredentials();
    await expect(verify(genuine(version, stranger))).rejects.toMatchObject(unverified);
    const posing = { ...stranger, platform: { ...stranger.platform, keyId: credentials.platform.keyId } };
    await expect(verify(genuine(version, posing))).rejects.toMatchObject(unverified);
  });

  test('a rightly signed notification of another merchant or app is refused', async () => {
    await expect(verify(genuine(version, { ...credentials, mchId: '1900000110' }))).rejects.toMatchObject(unverified);
    await expect(verify(genuine(version, { ...credentials, appId: 'wx0000000000000000' }))).rejects.toMatchObject(unverified);
  });

  test('one changed character anywhere is refused', async () => {
    const { headers, body } = genuine(version);
    for (let at = 0; at < body.length; at += 13) {
      const changed = body.slice(0, at) + (body[at] === '7' ? '8' : '7') + body.slice(at + 1);
      await expect(verify({ headers, body: changed })).rejects.toMatchObject(unverified);
    }
  });

  test('without keys nothing is verified', async () => {
    const keyless = wechatPay(env, readerOf({}), Date.now);
    await expect(keyless.verify(genuine(version), Date.now())).rejects.toMatchObject(unverified);
  });

  test('secrets that cannot be read are no forgery', async () => {
    const broken = wechatPay(env, () => Promise.reject(new Error('SSM is down')), Date.now);
    await expect(broken.verify(genuine(version), Date.now())).rejects.toThrow('SSM is down');
  });
});

test('v2 signed with HMAC-SHA256 is verified too', async () => {
  const notification = genuine('v2', credentials, { signType: 'HMAC-SHA256' });
  expect(notification.body).toMatch(/<sign><!\[CDATA\[[0-9A-F]{64}]]>/);
  await expect(verify(notification)).resolves.toMatchObject({ state: 'paid' });
});

describe('v3', () => {
  test.each([-301_000, 301_000])('a notification %i ms off is refused as a replay', async (offset) => {
    await expect(verify(genuine('v3'), Date.now() + offset)).rejects.toMatchObject(unverified);
    await expect(verify(genuine('v3'), Date.now() + offset * 0.99)).resolves.toMatchObject({ state: 'paid' });
  });

  test.each(['Timestamp', 'Nonce', 'Serial', 'Signature'])('without Wechatpay-%s it is refused', async (name) => {
    const { headers, body } = genuine('v3');
    await expect(verify({ headers: { ...headers, [`Wechatpay-${name}`]: undefined }, body })).rejects.toMatchObject(unverified);
    await expect(verify({ headers: { ...headers, [`Wechatpay-${name}`]: 'x' }, body })).rejects.toMatchObject(unverified);
  });

  test('header names are read in any case', async () => {
    const { headers, body } = genuine('v3');
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    await expect(verify({ headers: lower, body })).resolves.toMatchObject({ state: 'paid' });
  });

  test('a resource under another APIv3 key is refused', async () => {
    await expect(verify(genuine('v3', { ...credentials, payV3Key: 'x'.repeat(32) }))).rejects.toMatchObject(unverified);
  });
});

const head = '<xml><return_code><![CDATA[SUCCESS]]></return_code>';
test.each([
  ['nothing', ''],
  ['a text', 'hello'],
  ['half a JSON', '{"id":'],
  ['JSON of another kind', '[]'],
  ['an unsigned success', `${head}</xml>`],
  ['half an XML', `${head}<sign>`],
  ['a DOCTYPE', `<!DOCTYPE xml [<!ENTITY x SYSTEM "file:///etc/passwd">]>${head}<sign>&x;</sign></xml>`],
  ['an entity', `${head}<sign>&x;</sign></xml>`],
  ['nested fields', `${head}<sign><b>1</b></sign></xml>`],
  ['a field twice', `${head}<sign>1</sign><sign>2</sign></xml>`],
  ['a poisoned name', `${head}<__proto__>1</__proto__><sign>2</sign></xml>`],
  ['10 MB of fields', `<xml>${'<a>1</a>'.repeat(1_250_000)}</xml>`],
  ['unclosed CDATA in plenty', `<xml>${'<a><![CDATA['.repeat(5000)}</xml>`],
])('%s is payment.unverified, and quickly', async (_, body) => {
  const start = performance.now();
  await expect(verify({ headers: {}, body })).rejects.toMatchObject(unverified);
  expect(performance.now() - start).toBeLessThan(200);
});
