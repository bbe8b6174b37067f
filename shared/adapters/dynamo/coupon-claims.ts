import type { Coupon } from '../../domain/coupons/types.ts';
import { type Expression, type Key, updateItem } from './items.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';
import { update } from './transaction.ts';

/** A coupon as it is listed. `full`: counters that take no more claims, as far as somebody has noticed. */
export type CouponRecord = Coupon & { full?: Set<number> };

const MOST_COUNTERS = 64;
/** Claims that a counter takes at least, where there are more than one. */
const CLAIMS_OF_COUNTER = 2;

/**
 * How many claims each of a coupon's counters takes; together they are `maxUsage`.
 * A claim counts in a transaction, and of two transactions on one item at the same time DynamoDB refuses one. So that a rush isn't one long
 * queue, the claims are dealt out beforehand to counters on keys of their own, and each claim picks one at random.
 */
export function counterCapacities(maxUsage: number): number[] {
  const counters = Math.min(MOST_COUNTERS, Math.ceil(maxUsage / CLAIMS_OF_COUNTER));
  return Array.from({ length: counters }, (_, counter) => Math.floor(maxUsage / counters) + (counter < maxUsage % counters ? 1 : 0));
}

/** A counter that may have claims left, at random; none if the coupon is gone. One that is full stays full. */
export function openCounter({ maxUsage, full }: CouponRecord): number | undefined {
  const open = [...counterCapacities(maxUsage).keys()].filter((counter) => !full?.has(counter));
  return open[Math.floor(Math.random() * open.length)];
}

export const countClaim = (table: Table, { id, maxUsage }: Coupon, counter: number) =>
  update(table, keys.claims(id, counter), upTo(counterCapacities(maxUsage)[counter]!));

const upTo = (capacity: number): Expression => ({
  update: 'ADD claimed :one',
  condition: 'attribute_not_exists(claimed) OR claimed < :capacity',
  values: { ':one': 1, ':capacity': capacity },
});

/** Notes on the coupon that a counter is full, for all who come later. Answers whether the coupon is gone with it. */
export async function noteFull(table: Table, key: Key, { maxUsage }: Coupon, counter: number): Promise<boolean> {
  const values = { ':counter': new Set([counter]) };
  const noted = await updateItem<CouponRecord>(table, key, { update: 'ADD #full :counter', names: { '#full': 'full' }, values });
  return noted.ok && noted.item!.full!.size === counterCapacities(maxUsage).length;
}
