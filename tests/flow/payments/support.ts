import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { vi } from 'vitest';
import type { Message } from '#local/outside/notifier.ts';
import type { WechatCredentials } from '#local/outside/wechat/credentials.ts';
import { isAcknowledged, notificationOf } from '#local/outside/wechat/notifications.ts';
import { createOrderBook, type PayOrder, type Version } from '#local/outside/wechat/orders.ts';
import type { Stack } from '#local/stack.ts';
import { getItem, updateItem } from '#shared/adapters/dynamo/items.ts';
import { keys } from '#shared/adapters/dynamo/keys.ts';
import type { Order } from '#shared/domain/payments/types.ts';
import type { Client } from '#tests/support/client.ts';

export type { Version };

export const recharge = (client: Client, amount: unknown, headers: Record<string, string> = {}) =>
  client.post('/api/wechat/payment/create', { json: { amount }, headers });

/** A new order's id. */
export async function ordered(client: Client, amount = 10): Promise<string> {
  const { body, text } = await recharge(client, amount);
  if (!body.orderId) throw new Error(text);
  return body.orderId;
}

/** Pays at the cashier: another `amount` (fen), or without a notification, when told so. */
export async function pay(stack: Stack, orderId: string, how: { amount?: number; notify?: boolean } = {}) {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${stack.outsideUrl}/cashier?order=${orderId}`, { method: 'POST', headers, body: JSON.stringify(how) });
  return { status: answer.status, body: (await answer.json()) as { paid: boolean; notified?: number | null; message?: string } };
}

/** Sends the last notification of an order once more; answers the status that it met. */
export async function replay(stack: Stack, orderId: string): Promise<number> {
  const answer = await fetch(`${stack.outsideUrl}/wechatpay/replay?order=${orderId}`, { method: 'POST' });
  return ((await answer.json()) as { notified: number }).notified;
}

/** A notification that `by` would send of a payment of `amount` fen for this order. */
export function notification(
  version: Version,
  by: WechatCredentials,
  orderId: string,
  amount = 1000,
): { order: PayOrder; message: Message } {
  const book = createOrderBook(Date.now);
  const terms = { version, appId: by.appId, orderId, amount, description: 'points', notifyUrl: 'http://127.0.0.1/', openid: 'o1' };
  book.place({ ...terms, tradeType: 'JSAPI' });
  const order = book.pay(orderId) as PayOrder;
  return { order, message: notificationOf(order, by, Date.now()) };
}

/** As WeChat sends it: what comes back is read as a text. */
export async function notify(stack: Stack, { headers, body }: Message): Promise<{ status: number; text: string }> {
  const answer = await fetch(`${stack.url}/api/wechat/payment/notify`, { method: 'POST', headers, body });
  return { status: answer.status, text: await answer.text() };
}

/** Whether WeChat would take this answer to a notification for a success. */
export const acknowledged = (version: Version, { status, text }: { status: number; text: string }): boolean =>
  isAcknowledged({ version } as PayOrder, status, text);

export const orderOf = async (stack: Stack, id: string) =>
  (await getItem<Order & { mismatch?: { transactionId: string; amount: number } }>(tableOf(stack), keys.order(id)))!;

export const tableOf = (stack: Stack) => ({ name: stack.table, client: new DynamoDBClient({}) });

/** Lets 30 minutes pass for an order, and the minute's sweep come by. */
export async function due(stack: Stack, ...ids: string[]): Promise<void> {
  const past = { update: 'SET closesAt = :past, dueAt = :past', values: { ':past': Date.now() - 1 } };
  await Promise.all(ids.map((id) => updateItem(tableOf(stack), keys.order(id), past)));
  await sweep(stack);
}

export const sweep = (stack: Stack) => stack.runSchedule('schedules/sweep');

export const fault = (stack: Stack, mode: '429' | '500' | 'refuse' | 'hang' | 'badsign', times = 1, delayMs?: number): void =>
  stack.outside.faults.add({ service: 'wechatpay', mode, times, ...(delayMs === undefined ? {} : { delayMs }) });

/** What an operator's alarms read: the events logged as errors since this was called. */
export function watchAlarms(): () => Record<string, unknown>[] {
  const spy = vi.spyOn(console, 'error').mockImplementation(() => {});
  return () => spy.mock.calls.map(([line]) => JSON.parse(String(line)));
}
