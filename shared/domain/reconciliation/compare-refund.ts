import { refundIdOf } from '../payments/order-id.ts';
import type { BillLine } from '../payments/ports.ts';
import { followRefund } from '../payments/refund.ts';
import type { Order } from '../payments/types.ts';
import type { Found, ReconcileParts } from './parts.ts';

/** Compares a refund in the bill with ours; one that we hadn't seen through yet is, if the provider says so when asked. */
export async function compareRefund(parts: ReconcileParts, { orderId, amount, refundId }: BillLine): Promise<Found[]> {
  const order = await parts.orders.find(orderId);
  const isOurs = order?.refund && refundId === refundIdOf(orderId) && amount === order.amount;
  if (!order || !isOurs || order.state === 'paid') {
    return [{ kind: 'unknown_refund', orderId, theirs: amount, ...(order && { ours: ourRefund(order) }) }];
  }
  const before = order.state;
  const followed = before === 'refunding' ? await followRefund(parts, order) : order;
  if (followed.refund?.confirmedAt === undefined) await parts.books.confirm(followed, 'refund', parts.clock());
  return before === 'refunding' && followed.state === 'refunded' ? [{ kind: 'refund_noticed', orderId, theirs: amount }] : [];
}

const ourRefund = ({ state, amount }: Order): number => (state === 'refunded' ? amount : 0);
