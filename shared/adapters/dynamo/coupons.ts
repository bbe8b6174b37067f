import type { Claim, Coupons } from '../../domain/coupons/ports.ts';
import type { Coupon, UserCoupon } from '../../domain/coupons/types.ts';
import { AGAIN, untilSettled } from './conflicts.ts';
import { type CouponRecord, countClaim, noteFull, openCounter } from './coupon-claims.ts';
import { getItem, queryAll } from './items.ts';
import { keys } from './keys.ts';
import { type DynamoListings, dynamoListings } from './listings.ts';
import type { Table } from './table.ts';
import { insert, transact } from './transaction.ts';

/** A user's coupon as it is kept. `operation`: what claimed it. */
type UserCouponRecord = UserCoupon & { operation: string };

export function dynamoCoupons(table: Table): Coupons {
  const listings = dynamoListings<CouponRecord>(table, { name: 'COUPONS', groups: ['ENDING'], groupOf: () => 'ENDING' });
  return {
    ...listings,
    create: async (coupon) => {
      const listed = await listings.add(coupon, ({ id, code }) => [insert(table, { ...keys.couponCode(code), id })]);
      return listed === 'refused' ? 'taken' : listed;
    },
    claim: (coupon, claim) => claimOne(table, listings, coupon, claim),
    ofAccount: async (account) => {
      const { pk, sk } = keys.userCoupon(account, '');
      const records = await queryAll<UserCouponRecord>(table, 'pk = :pk AND begins_with(sk, :sk)', { ':pk': pk, ':sk': sk });
      return records.map(couponOf);
    },
    ofAccountByCode: async (account, code) => {
      const record = await getItem<UserCouponRecord>(table, keys.userCoupon(account, code));
      return record && couponOf(record);
    },
  };
}

/**
 * The count and the user's coupon are written together, so no claim is counted that nobody has. Whoever meets a full counter notes it on
 * the coupon, where all the others find it with one read.
 */
async function claimOne(table: Table, { find, note, keyOf }: DynamoListings<CouponRecord>, asked: Coupon, claim: Claim) {
  const record = recordOf(asked, claim);
  const item = { ...keys.userCoupon(claim.account, asked.code), ...record };
  const gone = async () => (await claimedBefore(table, item, claim)) ?? 'gone';
  let coupon: CouponRecord | undefined = asked;
  return untilSettled(async () => {
    coupon ??= (await find(asked.id)) ?? asked;
    const counter = openCounter(coupon);
    if (counter === undefined) return gone();
    const refused = await transact(table, [insert(table, item), countClaim(table, coupon, counter)]);
    if (refused === undefined) return couponOf(record);
    if (refused !== AGAIN && refused[0]!.failed) return sameOrClaimed(refused[0]!.old as UserCouponRecord | undefined, claim);
    if (refused !== AGAIN && (await noteFull(table, keyOf(coupon), coupon, counter))) {
      await note(coupon, { soldOut: true });
      return gone();
    }
    coupon = undefined;
    return AGAIN;
  });
}

async function claimedBefore(table: Table, key: { pk: string; sk: string }, claim: Claim) {
  const record = await getItem<UserCouponRecord>(table, { pk: key.pk, sk: key.sk });
  return record && sameOrClaimed(record, claim);
}

const sameOrClaimed = (record: UserCouponRecord | undefined, { operation }: Claim): UserCoupon | 'claimed' =>
  record?.operation === operation.random ? couponOf(record) : 'claimed';

const recordOf = ({ soldOut: _, createdAt: __, full: ___, ...offer }: CouponRecord, { operation, now }: Claim): UserCouponRecord => ({
  ...offer,
  state: 'unused',
  claimedAt: now,
  operation: operation.random,
});

function couponOf(record: UserCouponRecord & { pk?: string; sk?: string }): UserCoupon {
  const { operation: _, pk: __, sk: ___, ...coupon } = record;
  return coupon;
}
