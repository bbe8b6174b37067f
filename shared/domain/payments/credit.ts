import type { Clock } from '../../kernel/clock.ts';
import { fail } from '../../kernel/fault.ts';
import type { Notification, Orders, PayGateway, Payment } from './ports.ts';
import { closed, paid, providerOf } from './steps.ts';
import type { Channel, Order, Provider } from './types.ts';

export interface CreditParts {
  orders: Pick<Orders, 'find' | 'move' | 'noteMismatch'>;
  clock: Clock;
  /** Tells an operator, with an alarm, that money came which fits no order. */
  alarm: (event: 'payment.mismatch', facts: Record<string, unknown>) => void;
}

/** The provider's gateway for orders that were placed in this channel; `order.unconfigured` for `balance`. */
export type GatewayOf = (channel: Channel) => Pick<PayGateway, 'query' | 'close'>;

/** Credits what a verified notification says was paid. Returns only when the points are durable. A repeated one credits nothing. */
export async function takeNotification(
  parts: CreditParts & Pick<PayGateway, 'verify'> & { provider: Provider },
  notification: Notification,
): Promise<void> {
  const payment = await parts.verify(notification, parts.clock());
  if (payment.state !== 'paid') return;
  const order = (await parts.orders.find(payment.orderId)) ?? fail('order.not_found', { orderId: payment.orderId });
  if (providerOf(order.channel) !== parts.provider) await mismatch(parts, order, payment);
  await creditPayment(parts, order, payment);
}

/** The order as it is once its provider has been asked, if it waits for a payment: credited, if it was paid. */
export async function settleOrder(parts: CreditParts & { gatewayOf: GatewayOf }, order: Order): Promise<Order> {
  if (order.state !== 'pending' && order.state !== 'closed') return order;
  const payment = await parts.gatewayOf(order.channel).query(order.id);
  return payment.state === 'paid' ? creditPayment(parts, order, payment) : order;
}

/** The account's order; a pending one is asked of its provider first, and credited if it was paid. */
export async function lookUpOrder(parts: CreditParts & { gatewayOf: GatewayOf }, account: string, id: string): Promise<Order> {
  const order = await ownOrder(parts, account, id);
  return order.state === 'pending' ? settleOrder(parts, order) : order;
}

/** The order, if it is the account's; everybody else's is `order.not_found`. */
export async function ownOrder({ orders }: Pick<CreditParts, 'orders'>, account: string, id: string): Promise<Order> {
  const order = await orders.find(id);
  return order?.account === account ? order : fail('order.not_found');
}

/** Ends an order that is due: credited if it was paid after all, else closed with its provider, then here. */
export async function endDueOrder(parts: CreditParts & { gatewayOf: GatewayOf }, order: Order): Promise<void> {
  if (order.state !== 'pending') return;
  const gateway = parts.gatewayOf(order.channel);
  const payment = await gateway.query(order.id);
  if (payment.state === 'paid') {
    await creditPayment(parts, order, payment);
    return;
  }
  if (payment.state === 'pending') await gateway.close(order.id);
  await parts.orders.move(order, closed, parts.clock());
}

/** Exactly what was ordered is credited; anything else is recorded, alarmed and never credited (decisions.md). */
async function creditPayment(parts: CreditParts, order: Order, payment: Payment & { state: 'paid' }): Promise<Order> {
  const { transactionId, amount } = payment;
  if (amount !== order.amount) return mismatch(parts, order, payment);
  if (order.state !== 'pending' && order.state !== 'closed') return order;
  const at = parts.clock();
  return parts.orders.move(order, (buyer, seen) => paid(seen, buyer, { transactionId, at }), at);
}

async function mismatch(parts: CreditParts, order: Order, { transactionId, amount }: Payment & { state: 'paid' }): Promise<never> {
  await parts.orders.noteMismatch(order, { transactionId, amount });
  parts.alarm('payment.mismatch', { orderId: order.id, ordered: order.amount, paid: amount, transactionId });
  return fail('payment.mismatch', { orderId: order.id });
}
