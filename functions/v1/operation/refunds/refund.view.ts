import type { Order } from '#shared/domain/payments/types.ts';
import { beijingTime } from '#shared/kernel/beijing-time.ts';
import { fail } from '#shared/kernel/fault.ts';
import { yuanFromFen } from '#shared/kernel/money.ts';

const DAY_MS = 86_400_000;

/** How an order's refund stands; an order that nobody wanted refunded has none (`refund.not_found`). */
export function refundView({ id, state, channel, amount, refund }: Order) {
  const { id: refund_id, by, reason, points, spent, membershipMs, startedAt, endedAt, refused } = refund ?? fail('refund.not_found');
  return {
    order_id: id,
    refund_id,
    status: state === 'refunded' ? ('refunded' as const) : state === 'refunding' ? ('processing' as const) : ('refused' as const),
    amount: channel === 'balance' ? 0 : yuanFromFen(amount),
    credits_taken: points,
    credits_spent: spent,
    membership_days_taken: Math.round(membershipMs / DAY_MS),
    reason,
    refused_because: refused ?? null,
    operator: by,
    created_at: beijingTime(startedAt),
    ended_at: endedAt === undefined ? null : beijingTime(endedAt),
  };
}
