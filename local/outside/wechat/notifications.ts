import { randomUUID } from 'node:crypto';
import { parseFlatXml } from '#shared/adapters/wechat/flat-xml.ts';
import type { Message, Notifying } from '../notifier.ts';
import { timeV3 } from '../times.ts';
import type { WechatCredentials } from './credentials.ts';
import type { PayOrder } from './orders.ts';
import { tradeV2 } from './pay-v2.ts';
import { nonce, signed } from './sign-v2.ts';
import { encryptResource, platformHeaders } from './sign-v3.ts';
import { tradeV3 } from './transactions-v3.ts';
import { toXml } from './xml.ts';

const MINUTE = 60;
const HOUR = 3600;

/** How WeChat Pay notifies: until it is acknowledged, after 15s/15s/30s/3m/10m/20m/30m×3/60m/3h×3/6h×2. */
export const wechatNotifying = (credentials: WechatCredentials): Notifying<PayOrder> => ({
  addressOf: ({ notifyUrl }) => notifyUrl,
  messageOf: (order, now) => notificationOf(order, credentials, now),
  isAcknowledged,
  retries: [
    15,
    15,
    30,
    3 * MINUTE,
    10 * MINUTE,
    20 * MINUTE,
    ...Array(3).fill(30 * MINUTE),
    HOUR,
    ...Array(3).fill(3 * HOUR),
    6 * HOUR,
    6 * HOUR,
  ],
});

/** The notification that an order was paid, signed now, in the version it was ordered with. */
export const notificationOf = (order: PayOrder, credentials: WechatCredentials, now: number): Message =>
  order.version === 'v2' ? notificationV2(order, credentials) : notificationV3(order, credentials, now);

function notificationV2(order: PayOrder, { mchId, payKey }: WechatCredentials): Message {
  const fields = {
    return_code: 'SUCCESS',
    result_code: 'SUCCESS',
    appid: order.appId,
    mch_id: mchId,
    nonce_str: nonce(),
    ...tradeV2(order),
  };
  const type = order.signType === 'HMAC-SHA256' ? { sign_type: order.signType } : undefined;
  return { headers: { 'content-type': 'text/xml' }, body: toXml(signed({ ...fields, ...type }, payKey, order.signType)) };
}

function notificationV3(order: PayOrder, credentials: WechatCredentials, now: number): Message {
  const body = JSON.stringify({
    id: randomUUID(),
    create_time: timeV3(now),
    resource_type: 'encrypt-resource',
    event_type: 'TRANSACTION.SUCCESS',
    summary: '支付成功',
    resource: encryptResource(JSON.stringify(tradeV3(order, credentials.mchId)), credentials),
  });
  return { headers: { 'content-type': 'application/json', ...platformHeaders(body, credentials, now) }, body };
}

/** v2 is acknowledged by the XML's return_code, v3 by the status. */
export const isAcknowledged = (order: PayOrder, status: number, body: string): boolean =>
  order.version === 'v2' ? status === 200 && parseFlatXml(body)?.return_code === 'SUCCESS' : status === 200 || status === 204;
