import type { NewEntry } from '../points/ports.ts';
import { refundIdOf } from './order-id.ts';
import type { Buyer, Step } from './ports.ts';
import { pointsToPay } from './prices.ts';
import { providerOf, REFUND_LOOK_MS } from './steps.ts';
import type { Order, OrderRefund } from './types.ts';

export interface RefundWish {
  by: string;
  reason: string;
  at: number;
}

/**
 * paid → refunding: what was bought is taken back before any money goes, points as far as they are available, membership as far as it
 * isn't over. What was paid with points is given back in the same step, and the order is `refunded` at once.
 */
export function takenBack(order: Order, buyer: Buyer, wish: RefundWish): Step {
  const provider = providerOf(order.channel);
  const refund = refundOf(order, buyer, wish);
  return {
    from: ['paid'],
    order: provider ? { state: 'refunding', refund } : { state: 'refunded', refund: { ...refund, endedAt: wish.at } },
    entries: entry(-refund.points, `${refund.id}:${refund.attempt}`, provider ? '退款扣回积分' : '退款退回积分', wish.at),
    ...(refund.membershipMs > 0 && { buyer: { membershipEnd: buyer.membershipEnd! - refund.membershipMs } }),
    ...(provider && { due: { by: 'sweeper', at: wish.at + REFUND_LOOK_MS } }),
  };
}

function refundOf(order: Order, buyer: Buyer, { by, reason, at }: RefundWish): OrderRefund {
  const credited = order.credited ?? order.points;
  const paidWith = order.channel === 'balance' ? pointsToPay(order.amount) : 0;
  const taken = Math.min(credited, buyer.points + paidWith);
  const added = (order.membershipUntil ?? 0) - (order.membershipFrom ?? 0);
  const left = Math.max(0, (buyer.membershipEnd ?? 0) - at);
  const attempt = (order.refund?.attempt ?? 0) + 1;
  const points = taken - paidWith;
  return {
    id: refundIdOf(order.id),
    by,
    reason,
    points,
    spent: credited - taken,
    membershipMs: Math.min(added, left),
    attempt,
    startedAt: at,
  };
}

/** refunding → refunded: the money is with the customer. */
export const refunded = ({ refund, channel }: Order, at: number): Step => ({
  from: ['refunding'],
  order: { state: 'refunded', refund: { ...refund!, endedAt: at } },
  ...(refund!.confirmedAt === undefined && { due: { by: providerOf(channel)!, at } }),
});

/** refunding → paid: the provider refused, so what was taken back is given back. The order may be refunded another time. */
export function refundRefused(
  { refund, channel, paidAt, confirmedAt }: Order,
  buyer: Buyer,
  { reason, at }: { reason: string; at: number },
): Step {
  const { id, attempt, points, membershipMs } = refund!;
  const end = Math.max(buyer.membershipEnd ?? 0, at) + membershipMs;
  return {
    from: ['refunding'],
    order: { state: 'paid', refund: { ...refund!, endedAt: at, refused: reason } },
    entries: entry(points, `${id}:${attempt}:returned`, '退款未成功,积分退回', at),
    ...(membershipMs > 0 && { buyer: { membershipEnd: end } }),
    ...(confirmedAt === undefined && { due: { by: providerOf(channel)!, at: paidAt! } }),
  };
}

const entry = (amount: number, cause: string, description: string, at: number): NewEntry[] =>
  amount === 0 ? [] : [{ kind: 'refund', amount, cause, description, at }];
