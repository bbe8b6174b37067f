import { dynamoCoupons } from '#shared/adapters/dynamo/coupons.ts';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import type { Coupon } from '#shared/domain/coupons/types.ts';
import { newOperation } from '#shared/kernel/ids.ts';

export const DAY = 86_400_000;

let count = 0;

/** A coupon that holds from yesterday until tomorrow. */
export async function newCoupon(table: Table, change: Partial<Omit<Coupon, 'id'>> = {}): Promise<Coupon> {
  const now = Date.now();
  const offer = { name: '充值优惠券', type: 'discount', value: 10, minAmount: 0, maxUsage: 100 } as const;
  const window = { from: now - DAY, until: now + DAY, createdAt: now };
  const listed = await dynamoCoupons(table).create({
    code: `TEST${++count}`,
    ...offer,
    ...window,
    ...change,
    operation: newOperation(now),
  });
  if (listed === 'taken') throw new Error('the code is taken');
  return listed;
}

export const claimant = (account: string) => ({ account, operation: newOperation(Date.now()), now: Date.now() });
