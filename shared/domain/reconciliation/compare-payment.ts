import { isFault } from '../../kernel/fault.ts';
import { settleOrder } from '../payments/credit.ts';
import type { BillLine } from '../payments/ports.ts';
import { providerOf } from '../payments/steps.ts';
import type { Order } from '../payments/types.ts';
import type { Found, ReconcileParts } from './parts.ts';

/** Compares a payment in the bill with its order; one that was never credited is, if the provider says so when asked. */
export async function comparePayment(parts: ReconcileParts, line: BillLine): Promise<Found[]> {
  const order = await parts.orders.find(line.orderId);
  if (!order || providerOf(order.channel) !== parts.provider)
    return [{ kind: 'unknown_order', orderId: line.orderId, theirs: line.amount }];
  if (line.amount !== order.amount) return looked(parts, order, { kind: 'other_amount', theirs: line.amount, ours: order.amount });
  if (order.state === 'pending' || order.state === 'closed') return credited(parts, order, line);
  if (order.transactionId !== line.transactionId) return looked(parts, order, { kind: 'other_transaction', theirs: line.amount });
  return looked(parts, order);
}

/** A bill is a lead: the provider's own answer credits. */
async function credited(parts: ReconcileParts, order: Order, { amount }: BillLine): Promise<Found[]> {
  const settled = await settleOrder(parts, order).catch((error: unknown) => {
    // Recorded and alarmed by whoever found it out.
    if (isFault(error, 'payment.mismatch')) return order;
    throw error;
  });
  return looked(parts, settled, { kind: settled.state === 'paid' ? 'credited' : 'not_credited', theirs: amount });
}

async function looked({ books, clock }: ReconcileParts, order: Order, difference?: Omit<Found, 'orderId'>): Promise<Found[]> {
  const isPaid = order.state !== 'pending' && order.state !== 'closed';
  if (isPaid && order.confirmedAt === undefined) await books.confirm(order, 'payment', clock());
  return difference ? [{ ...difference, orderId: order.id }] : [];
}
