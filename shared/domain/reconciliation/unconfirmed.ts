import { fromBeijingTime } from '../../kernel/beijing-time.ts';
import { days, minutes } from '../../kernel/clock.ts';
import type { Order } from '../payments/types.ts';
import type { Found, HasTime, ReconcileParts } from './parts.ts';

const BATCH = 100;
/** Around midnight the provider's day may be another than ours: what changed then is looked for in the next bill too. */
const MIDNIGHT_MS = minutes(5);

/**
 * What we say was paid or given back by the end of the day, and what no bill has said so far: the provider is asked about each.
 * Answers `false` when the time is over before that.
 */
export async function findUnconfirmed(run: ReconcileParts & HasTime, day: string, note: (found: Found) => Promise<void>): Promise<boolean> {
  const until = fromBeijingTime(day)! + days(1) - MIDNIGHT_MS;
  const seen = new Set<string>();
  for (;;) {
    const ids = await run.books.unconfirmed(run.provider, until, BATCH + seen.size);
    // The index is a moment behind.
    const fresh = ids.filter((id) => !seen.has(id));
    for (const id of fresh) {
      if (!run.hasTime()) return false;
      seen.add(id);
      const order = await run.orders.find(id);
      if (order) await lookInto(run, order, note);
    }
    if (fresh.length === 0) return true;
  }
}

async function lookInto(parts: ReconcileParts, order: Order, note: (found: Found) => Promise<void>): Promise<void> {
  if (order.state !== 'paid' && order.state !== 'refunded') return;
  const found = order.state === 'paid' ? await askPayment(parts, order) : await askRefund(parts, order);
  await note({ ...found, orderId: order.id, ours: order.amount });
  await parts.books.confirm(order, order.state === 'paid' ? 'payment' : 'refund', parts.clock());
}

async function askPayment({ gatewayOf }: ReconcileParts, { id, channel, amount }: Order): Promise<Pick<Found, 'kind' | 'theirs'>> {
  const payment = await gatewayOf(channel).query(id);
  if (payment.state !== 'paid') return { kind: 'not_paid', theirs: 0 };
  return { kind: payment.amount === amount ? 'not_in_bill' : 'other_amount', theirs: payment.amount };
}

async function askRefund({ refundsOf }: ReconcileParts, { id, channel, amount, refund }: Order): Promise<Pick<Found, 'kind' | 'theirs'>> {
  const { state } = await refundsOf(channel).queryRefund({ orderId: id, refundId: refund!.id });
  return state === 'refunded' ? { kind: 'not_in_bill', theirs: amount } : { kind: 'not_refunded', theirs: 0 };
}
