import { beijingDay } from '../../kernel/beijing-time.ts';
import { providerOf } from '../payments/steps.ts';
import type { Order, OrderState } from '../payments/types.ts';
import { type DayChange, membershipChanges } from './counts.ts';

/** A step of an order, as far as it is counted. `payments`: with money, of its account before. `end`: of its account's membership. */
export interface CountedStep {
  order: Pick<Order, 'channel' | 'kind' | 'amount' | 'points' | 'state'>;
  from: OrderState | undefined;
  payments?: number | undefined;
  end?: { before: number | undefined; after: number | undefined };
  at: number;
}

/** What a step of an order changes in what is counted. */
export function changesOf({ order, from, payments = 0, end, at }: CountedStep): DayChange[] {
  const today = beijingDay(at);
  const money = providerOf(order.channel) !== undefined;
  const isPaid = order.state === 'paid' && from !== 'refunding';
  const isRefunded = order.state === 'refunded';
  const sold = order.kind === 'recharge' ? order.points : 0;
  return [
    ...(money && isPaid ? [{ day: today, change: { revenue: order.amount, credits: sold, payers: payments === 0 ? 1 : 0 } }] : []),
    ...(money && isRefunded ? [{ day: today, change: { revenue: -order.amount, credits: -sold } }] : []),
    ...(end ? membershipChanges(end.before, end.after, at) : []),
  ];
}
