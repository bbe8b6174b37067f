import type { Clock } from '../../kernel/clock.ts';
import { fail } from '../../kernel/fault.ts';
import type { Notification, Order, Orders, PayGateway, Payment } from './ports.ts';

export interface CreditParts {
  orders: Pick<Orders, 'find' | 'credit' | 'close' | 'noteMismatch'>;
  clock: Clock;
  /** Tells an operator, with an alarm, that money came which fits no order. */
  alarm: (event: 'payment.mismatch', facts: Record<string, unknown>) => void;
}

/** Credits what a verified notification says was paid. Returns only when the points are durable. A repeated one credits nothing. */
export async function takeNotification(parts: CreditParts & Pick<PayGateway, 'verify'>, notification: Notification): Promise<void> {
  const payment = await parts.verify(notification, parts.clock());
  if (payment.state !== 'paid') return;
  const order = (await parts.orders.find(payment.orderId)) ?? fail('order.not_found', { orderId: payment.orderId });
  await creditPayment(parts, order, payment);
}

/** The account's order; a pending one is asked of WeChat first, and credited if it was paid. */
export async function lookUpOrder(
  parts: CreditParts & { gateway: Pick<PayGateway, 'query'> },
  account: string,
  id: string,
): Promise<Order> {
  const order = await parts.orders.find(id);
  if (!order || order.account !== account) return fail('order.not_found');
  if (order.state !== 'pending') return order;
  const payment = await parts.gateway.query(id);
  return payment.state === 'paid' ? creditPayment(parts, order, payment) : order;
}

/** Ends an order that is due: credited if it was paid after all, else closed with WeChat, then here. */
export async function endDueOrder(parts: CreditParts & { gateway: Pick<PayGateway, 'query' | 'close'> }, id: string): Promise<void> {
  const order = await parts.orders.find(id);
  if (order?.state !== 'pending') return;
  const payment = await parts.gateway.query(id);
  if (payment.state === 'paid') {
    await creditPayment(parts, order, payment);
    return;
  }
  if (payment.state === 'pending') await parts.gateway.close(id);
  await parts.orders.close(order);
}

/** Exactly what was ordered is credited; anything else is recorded, alarmed and never credited (decisions.md). */
async function creditPayment(parts: CreditParts, order: Order, payment: Payment & { state: 'paid' }): Promise<Order> {
  const { transactionId, amount } = payment;
  if (amount !== order.amount) {
    await parts.orders.noteMismatch(order, { transactionId, amount });
    parts.alarm('payment.mismatch', { orderId: order.id, ordered: order.amount, paid: amount, transactionId });
    return fail('payment.mismatch', { orderId: order.id });
  }
  if (order.state === 'paid') return order;
  return parts.orders.credit(order, { transactionId, at: parts.clock() });
}
