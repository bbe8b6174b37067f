import { onTestFinished } from 'vitest';
import { type AlipayOptions, createAlipay } from '#local/outside/alipay/alipay.ts';
import { alipaySecrets, alipaySettings, createAlipayCredentials } from '#local/outside/alipay/credentials.ts';
import { createCashier } from '#local/outside/cashier/cashier.ts';
import { startOutside } from '#local/outside/host.ts';
import { createWechatCredentials } from '#local/outside/wechat/credentials.ts';
import { createWechatPay } from '#local/outside/wechat/pay.ts';
import { acknowledge } from '#shared/adapters/alipay/acknowledge.ts';
import { alipayWebPay } from '#shared/adapters/alipay/web-pay.ts';
import type { SecretName } from '#shared/contract/secrets.ts';
import type { Notification, RefundRequest, WebOrderRequest } from '#shared/domain/payments/ports.ts';
import { serve } from '#tests/support/serve.ts';

export const credentials = await createAlipayCredentials();
const wechat = await createWechatCredentials();

export const readerOf = (secrets: Partial<Record<SecretName, string>>) => async (name: SecretName) => secrets[name];
export const secrets = alipaySecrets(credentials);
export const secret = readerOf(secrets);

/** A seller that keeps what it is notified of, and acknowledges all but the first `refusals`. */
async function startSeller() {
  const seller = { url: '', refusals: 0, received: [] as Notification[] };
  seller.url = await serve(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    seller.received.push({ headers: {}, body: Buffer.concat(chunks).toString() });
    const { status, contentType, body } = acknowledge(seller.received.length > seller.refusals);
    response.writeHead(status, { 'content-type': contentType }).end(body);
  });
  return seller;
}

/** The stand-in beside WeChat's cashier, a seller that it notifies, and our adapter, which talks to it. */
export async function startAlipay(options: AlipayOptions = {}) {
  const urls = new Map<string, string>();
  const cashier = createCashier((orderId) => urls.get(orderId));
  const services = [createWechatPay(wechat, { cashier }), createAlipay(credentials, { cashier, ...options })];
  const outside = await startOutside({ port: 0, services });
  onTestFinished(() => outside.close());
  const seller = await startSeller();
  const env = { ...alipaySettings(credentials), ALIPAY_GATEWAY_URL: `${outside.url}/alipay/gateway.do`, PUBLIC_URL: seller.url };
  const post = (path: string, body?: object) =>
    fetch(outside.url + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: body && JSON.stringify(body) });
  return {
    outside,
    seller,
    env,
    urls,
    web: alipayWebPay(env, secret, options.now ?? Date.now),
    checkout: (orderId: string, body?: object) => post(`/cashier?order=${orderId}`, body),
    replay: (orderId: string) => post(`/alipay/replay?order=${orderId}`),
    /** The client asks once more when the line is cut, so that has to happen twice. */
    fault: (mode: '429' | '500' | 'refuse' | 'hang' | 'badsign') =>
      outside.faults.add({ service: 'alipay', mode, times: mode === 'hang' ? 2 : 1, delayMs: 50 }),
  };
}

export type Alipay = Awaited<ReturnType<typeof startAlipay>>;

let count = 0;

export const orderRequest = (changes: Partial<WebOrderRequest> = {}): WebOrderRequest => ({
  orderId: `R2026012210${String(++count).padStart(7, '0')}`,
  amount: 1000,
  description: '充值100积分',
  expiresAt: Date.now() + 1_800_000,
  address: '127.0.0.1',
  ...changes,
});

/** An order whose payer is at Alipay's page. */
export async function visited({ web }: Pick<Alipay, 'web'>, changes: Partial<WebOrderRequest> = {}) {
  const order = orderRequest(changes);
  const { paymentUrl } = await web.open(order);
  const page = await fetch(paymentUrl);
  return { order, paymentUrl, page };
}

/** An order that was paid at the cashier, and the notification that came. */
export async function sold(alipay: Alipay, paid?: object, changes?: Partial<WebOrderRequest>) {
  const { order } = await visited(alipay, changes);
  await alipay.checkout(order.orderId, paid);
  return { order, notification: alipay.seller.received.at(-1)! };
}

export const refundOf = ({ orderId, amount }: WebOrderRequest, changes: Partial<RefundRequest> = {}): RefundRequest => ({
  orderId,
  refundId: `${orderId}r`,
  amount,
  total: amount,
  reason: '用户申请退款',
  ...changes,
});

/** A form with some fields changed, its signature left as it was. */
export function changed({ body }: Notification, fields: Record<string, string | undefined>): Notification {
  const form = Object.fromEntries(new URLSearchParams(body));
  const kept = Object.entries({ ...form, ...fields }).filter(([, value]) => value !== undefined) as [string, string][];
  return { headers: {}, body: new URLSearchParams(kept).toString() };
}
