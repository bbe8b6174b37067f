import { type Clock, hours } from '../../kernel/clock.ts';
import { fail, isFault } from '../../kernel/fault.ts';
import type { Orders, Refund, RefundGateway } from './ports.ts';
import { type RefundWish, refunded, refundRefused, takenBack } from './refund-steps.ts';
import { REFUND_LOOK_MS, refundLater } from './steps.ts';
import type { Channel, Order } from './types.ts';

export interface RefundParts {
  orders: Pick<Orders, 'find' | 'move'>;
  refundsOf: (channel: Channel) => RefundGateway;
  clock: Clock;
}

/** A bank may take days: looked at less and less often, at least every hour. */
const SELDOM_MS = hours(1);

/**
 * Gives the money of an order back, once: asked again, it answers how that stands. What was bought is taken back first, then the
 * provider is asked; if it refuses, everything is as before, and the fault `refund.refused` says why.
 * One that is still `refunding` when this returns is looked at by the sweeper until it has ended. Ends in `order.not_found`, `refund.impossible`.
 */
export async function refundOrder(parts: RefundParts, id: string, wish: Omit<RefundWish, 'at'>): Promise<Order> {
  const order = (await parts.orders.find(id)) ?? fail('order.not_found');
  if (order.state === 'pending' || order.state === 'closed') return fail('refund.impossible');
  if (order.state === 'refunded') return order;
  const at = parts.clock();
  const taken = await parts.orders.move(order, (buyer, seen) => takenBack(seen, buyer, { ...wish, at }), at);
  if (taken.state !== 'refunding') return taken;
  const followed = await followRefund(parts, taken, order.state === 'paid').catch((error: unknown) => {
    // It may have been given: the sweeper finds out.
    if (isFault(error, 'payment.unavailable')) return taken;
    throw error;
  });
  if (followed.state === 'paid') fail('refund.refused', { message: `支付平台拒绝退款:${followed.refund?.refused}` });
  return followed;
}

/** Finds out how a refund stands and takes the order there. Unless it is `fresh`, it may be with the provider already: asked before it is made. */
export async function followRefund(parts: RefundParts, order: Order, fresh = false): Promise<Order> {
  const found = fresh ? ({ state: 'unknown' } as const) : await lookedUp(parts, order);
  const result = found.state === 'unknown' ? await requested(parts, order) : found;
  const at = parts.clock();
  if (result.state === 'refunded') return parts.orders.move(order, refunded(order, at), at);
  if (result.state === 'refused') {
    return parts.orders.move(order, (buyer, seen) => refundRefused(seen, buyer, { reason: result.reason, at }), at);
  }
  const pause = Math.min(SELDOM_MS, Math.max(REFUND_LOOK_MS, (at - order.refund!.startedAt) / 2));
  return parts.orders.move(order, refundLater(Math.round(at + pause)), at);
}

const lookedUp = ({ refundsOf }: RefundParts, { id, channel, refund }: Order) =>
  refundsOf(channel).queryRefund({ orderId: id, refundId: refund!.id });

async function requested({ refundsOf }: RefundParts, { id, channel, amount, refund }: Order): Promise<Refund> {
  const request = { orderId: id, refundId: refund!.id, amount, total: amount, reason: refund!.reason };
  try {
    return await refundsOf(channel).refund(request);
  } catch (error) {
    // Nobody was asked, and nobody can be.
    if (isFault(error, 'order.unconfigured')) return { state: 'refused', reason: error.message };
    throw error;
  }
}
