import { notificationOf as alipayNotification } from '#local/outside/alipay/notifications.ts';
import { createTradeBook, type Trade } from '#local/outside/alipay/trades.ts';
import { notificationOf as wechatNotification } from '#local/outside/wechat/notifications.ts';
import { createOrderBook, type PayOrder, type Version } from '#local/outside/wechat/orders.ts';
import type { Stack } from '#local/stack.ts';
import { getItem } from '#shared/adapters/dynamo/items.ts';
import { keys } from '#shared/adapters/dynamo/keys.ts';
import type { Notification } from '#shared/domain/payments/ports.ts';
import type { Order, Provider } from '#shared/domain/payments/types.ts';
import { type Answer, ask, tableOf } from '#tests/support/platform/api.ts';
import { type PlatformUser, platformUser } from '#tests/support/platform/users.ts';

/** How a test is paid for: who takes the money, and in which of WeChat's formats. */
export interface Way {
  name: string;
  provider: Provider;
  version?: Version;
}

export const ways: readonly Way[] = [
  { name: 'Alipay', provider: 'alipay' },
  { name: 'WeChat Pay v2', provider: 'wechat', version: 'v2' },
  { name: 'WeChat Pay v3', provider: 'wechat', version: 'v3' },
];

export const settingsOf = ({ version }: Way) => (version ? { WECHAT_PAY_VERSION: version } : {});

export interface Bought {
  order_id: string;
  amount: number;
  credits: number;
  payment_url: string;
}

/** A user of the platform, and what they can do about their money. */
export function buyer(stack: Stack, user: PlatformUser, payment_method: string) {
  const { token } = user;
  const get = async <Data>(path: string) => (await ask<Data>(stack, 'GET', `/api/v1/credit/${path}`, { token })).body.data;
  return {
    ...user,
    recharge: (amount: unknown, more: object = {}, headers: Record<string, string> = {}): Promise<Answer<Bought>> =>
      ask<Bought>(stack, 'POST', '/api/v1/credit/recharge', { token, headers, json: { amount, payment_method, ...more } }),
    join: (membership_type: string, method = payment_method, headers: Record<string, string> = {}) =>
      ask<Bought>(stack, 'POST', '/api/v1/credit/membership', { token, headers, json: { membership_type, payment_method: method } }),
    verify: (order: string) => ask<{ status: string } | null>(stack, 'POST', `/api/v1/credit/orders/${order}/verify`, { token, json: {} }),
    balance: () => get<{ credit_balance: number; is_member: boolean; membership_end_date: string | null }>('balance'),
    transactions: () => get<{ total: number; items: Record<string, unknown>[] }>('transactions'),
    orders: (kind: 'recharge' | 'membership', query = '') =>
      get<{ total: number; items: Record<string, unknown>[] }>(`${kind}/orders${query}`),
    /** A new order's number. */
    ordered: async (amount = 10): Promise<string> =>
      (await ask<Bought>(stack, 'POST', '/api/v1/credit/recharge', { token, json: { amount, payment_method } })).body.data.order_id,
  };
}

export const newBuyer = async (stack: Stack, { provider }: Way) =>
  buyer(stack, await platformUser(tableOf(stack), stack.secrets), provider);

/** Pays at the cashier: another `amount` (fen), or without a notification, when told so. Answers the status that this met. */
export async function pay(stack: Stack, order: string, how: { amount?: number; notify?: boolean } = {}) {
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(how) };
  const answer = await fetch(`${stack.outsideUrl}/cashier?order=${order}`, request);
  return { status: answer.status, body: (await answer.json()) as { paid: boolean; notified?: number | null } };
}

/** The notification that `by` would send of a payment of `amount` fen for this order. */
export function notificationOf(way: Way, by: Pick<Stack, 'wechat' | 'alipay'>, orderId: string, amount = 1000): Notification {
  if (way.provider === 'alipay') {
    const book = createTradeBook(Date.now);
    book.open({ orderId, amount, subject: 'points', notifyUrl: '' });
    const form = alipayNotification(book.pay(orderId) as Trade, by.alipay, Date.now());
    return { headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }, body: new URLSearchParams(form).toString() };
  }
  const book = createOrderBook(Date.now);
  const { webAppId: appId } = by.wechat;
  book.place({ version: way.version!, appId, orderId, amount, description: 'points', notifyUrl: '', tradeType: 'NATIVE' });
  return wechatNotification(book.pay(orderId) as PayOrder, by.wechat, Date.now());
}

/** Sends a notification to the provider's address. Answers whether it would believe to be understood. */
export async function notify(stack: Stack, { provider, version }: Way, { headers, body }: Notification): Promise<boolean> {
  const known = Object.entries(headers).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const url = `${stack.url}/api/v1/credit/payment/notify/${provider}`;
  const answer = await fetch(url, { method: 'POST', headers: Object.fromEntries(known), body });
  const text = await answer.text();
  if (provider === 'alipay') return answer.status === 200 && text === 'success';
  return version === 'v3' ? answer.status === 200 : answer.status === 200 && text.includes('<return_code><![CDATA[SUCCESS]]>');
}

export const orderOf = async (stack: Stack, id: string) =>
  (await getItem<Order & { mismatch?: { transactionId: string; amount: number } }>(tableOf(stack), keys.order(id)))!;
