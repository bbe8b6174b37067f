import { dynamoActivities } from '#shared/adapters/dynamo/activities.ts';
import { dynamoCoupons } from '#shared/adapters/dynamo/coupons.ts';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import { hours } from '#shared/kernel/clock.ts';
import { newOperation, randomText } from '#shared/kernel/ids.ts';

/** From yesterday until tomorrow. */
const around = (now: number) => ({ from: now - hours(24), until: now + hours(24), createdAt: now, operation: newOperation(now) });

/** A gift that anybody may take part in. Answers its number. */
export async function giftActivity(table: Table): Promise<number> {
  const gift = { type: 'credit_gift', name: '送积分', description: '', config: { credits: 10 } } as const;
  return (await dynamoActivities(table).create({ ...gift, ...around(Date.now()) })).id;
}

/** A coupon that anybody may claim. Answers its number. */
export async function claimableCoupon(table: Table): Promise<number> {
  const offer = { code: randomText(12), name: '优惠券', type: 'discount', value: 10, minAmount: 0, maxUsage: 1000 } as const;
  const listed = await dynamoCoupons(table).create({ ...offer, ...around(Date.now()) });
  if (listed === 'taken') throw new Error(`the code ${offer.code} is taken`);
  return listed.id;
}
