import type { IncomingHttpHeaders } from 'node:http';
import { onTestFinished } from 'vitest';
import { startOutside } from '#local/outside/host.ts';
import { createWechatCredentials, type WechatCredentials, wechatSecrets, wechatSettings } from '#local/outside/wechat/credentials.ts';
import { createWechatLogin } from '#local/outside/wechat/login.ts';
import { createWechatPay, type WechatPayOptions } from '#local/outside/wechat/pay.ts';
import { acknowledge } from '#shared/adapters/wechat/acknowledge.ts';
import { wechatLogin } from '#shared/adapters/wechat/login.ts';
import { wechatPay } from '#shared/adapters/wechat/pay.ts';
import { wechatWebPay } from '#shared/adapters/wechat/web-pay.ts';
import type { SecretName } from '#shared/contract/secrets.ts';
import type { Notification, OrderRequest } from '#shared/domain/payments/ports.ts';
import { serve } from '#tests/support/serve.ts';

export const VERSIONS = ['v2', 'v3'] as const;
export type Version = (typeof VERSIONS)[number];

export const credentials: WechatCredentials = await createWechatCredentials();

export const readerOf = (secrets: Partial<Record<SecretName, string>>) => async (name: SecretName) => secrets[name];
export const secret = readerOf(wechatSecrets(credentials));

/** The merchant's side of notifications: keeps what arrived, and acknowledges all but the first `refusals`. */
export async function startMerchant() {
  const merchant = { url: '', refusals: 0, received: [] as Notification[] };
  merchant.url = await serve(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const notification = { headers: flat(request.headers), body: Buffer.concat(chunks).toString() };
    merchant.received.push(notification);
    const { status, contentType, body } = acknowledge(notification, merchant.received.length > merchant.refusals);
    response.writeHead(status, { 'content-type': contentType }).end(body);
  });
  return merchant;
}

const flat = (headers: IncomingHttpHeaders): Notification['headers'] =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value?.toString()]));

/** The stand-ins, a merchant that they notify, and our adapters, which talk to them. */
export async function startWechat(version: Version = 'v2', options: WechatPayOptions = {}) {
  const outside = await startOutside({ port: 0, services: [createWechatLogin(credentials), createWechatPay(credentials, options)] });
  onTestFinished(() => outside.close());
  const merchant = await startMerchant();
  const env = {
    ...wechatSettings(credentials),
    WECHAT_PAY_VERSION: version,
    WECHAT_BASE_URL: `${outside.url}/wechat`,
    WECHAT_PAY_BASE_URL: `${outside.url}/wechatpay`,
    PUBLIC_URL: merchant.url,
  };
  const adapters = { pay: wechatPay(env, secret, Date.now), web: wechatWebPay(env, secret), login: wechatLogin(env, secret) };
  return { outside, merchant, env, ...adapters, ...doors(outside.url) };
}

/** What a customer and a test do at the stand-ins. */
function doors(url: string) {
  const post = (path: string, body?: object) =>
    fetch(url + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: body && JSON.stringify(body) });
  return {
    checkout: (orderId: string, body?: object) => post(`/cashier?order=${orderId}`, body),
    replay: (orderId: string) => post(`/wechatpay/replay?order=${orderId}`),
    fault: (service: string, mode: string, delayMs?: number) =>
      fetch(`${url}/faults`, { method: 'PUT', body: JSON.stringify({ service, mode, times: 1, delayMs }) }),
  };
}

export type Wechat = Awaited<ReturnType<typeof startWechat>>;

let count = 0;

export const orderRequest = (changes: Partial<OrderRequest> = {}): OrderRequest => ({
  orderId: `order_1736250123_${String(++count).padStart(14, '0')}`,
  amount: 1000,
  description: '购买100积分',
  openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o',
  expiresAt: Date.now() + 1_800_000,
  address: '127.0.0.1',
  ...changes,
});

/** A new order, paid at the cashier: its id and the notification that came. */
export async function paidOrder({ pay, checkout, merchant }: Wechat, paid?: object) {
  const order = orderRequest();
  await pay.create(order);
  await checkout(order.orderId, paid);
  return { order, notification: merchant.received.at(-1)! };
}
