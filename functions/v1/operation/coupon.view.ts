import { type Coupon, couponStatusAt, type UserCoupon, userCouponStatusAt } from '#shared/domain/coupons/types.ts';
import { beijingTime } from '#shared/kernel/beijing-time.ts';
import { yuanFromFen } from '#shared/kernel/money.ts';

const offerView = ({ id, code, name, type, value, minAmount, from, until }: Coupon | UserCoupon) => ({
  ...{ id, code, name, type, value, min_amount: yuanFromFen(minAmount) },
  valid_from: beijingTime(from),
  valid_until: beijingTime(until),
});

export const couponView = (coupon: Coupon, now: number) => ({
  ...offerView(coupon),
  max_usage: coupon.maxUsage,
  status: couponStatusAt(coupon, now),
  created_at: beijingTime(coupon.createdAt),
});

export const userCouponView = (coupon: UserCoupon, now: number) => ({
  ...offerView(coupon),
  status: userCouponStatusAt(coupon, now),
  order_id: coupon.order ?? null,
  claimed_at: beijingTime(coupon.claimedAt),
  used_at: coupon.usedAt === undefined ? null : beijingTime(coupon.usedAt),
});
