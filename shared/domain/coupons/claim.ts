import type { Clock } from '../../kernel/clock.ts';
import { fail } from '../../kernel/fault.ts';
import type { Operation } from '../../kernel/ids.ts';
import type { Coupons } from './ports.ts';
import { type CouponStatus, couponStatusAt, type UserCoupon } from './types.ts';

const refusals: Record<Exclude<CouponStatus, 'active'>, string> = {
  pending: '优惠券尚未生效',
  exhausted: '优惠券已领完',
  expired: '优惠券已过期',
};

const refuse = (message: string): never => fail('coupon.invalid', { message });

/** Claims a coupon for an account. Faults: `coupon.not_found`, `coupon.invalid` with the reason. */
export async function claimCoupon(
  { coupons, clock }: { coupons: Pick<Coupons, 'find' | 'claim'>; clock: Clock },
  { id, account, operation }: { id: number; account: string; operation: Operation },
): Promise<UserCoupon> {
  const coupon = (await coupons.find(id)) ?? fail('coupon.not_found');
  const now = clock();
  const status = couponStatusAt(coupon, now);
  if (status === 'pending' || status === 'expired') refuse(refusals[status]);
  const claimed = await coupons.claim(coupon, { account, operation, now });
  if (claimed === 'claimed') return refuse('您已领取过该优惠券');
  return claimed === 'gone' ? refuse(refusals.exhausted) : claimed;
}
