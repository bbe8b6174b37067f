import * as z from 'zod/mini';
import { activityStatuses, activityTypes } from '#shared/domain/activities/types.ts';
import { couponStatuses, couponTypes, userCouponStatuses } from '#shared/domain/coupons/types.ts';
import { time, yuan } from '../schemas.ts';

const MOST_CREDITS = 1_000_000;

/** A number of points, or of users. */
export const credits = (name: string) => {
  const message = `${name} 必须是 1–${MOST_CREDITS} 的整数`;
  return z.int(message).check(z.gte(1, message), z.lte(MOST_CREDITS, message));
};

/** Percent off. */
export const percent = (name: string) => {
  const message = `${name} 必须大于 0 且小于 100,最多两位小数`;
  return z.number(message).check(
    z.gt(0, message),
    z.lt(100, message),
    z.refine((value) => Math.round(value * 100) / 100 === value, message),
  );
};

export const activityStatus = z.enum(activityStatuses, `status 必须是 ${activityStatuses.join(' / ')} 之一`);

export const activityFields = {
  id: z.int(),
  name: z.string(),
  type: z.enum(activityTypes),
  description: z.string(),
  /** As its type has it. */
  config: z.union([
    z.strictObject({ credits: z.int() }),
    z.strictObject({ discount_percent: z.number() }),
    z.strictObject({ referrer_credits: z.int(), referred_credits: z.int() }),
  ]),
  status: activityStatus,
  start_time: time,
  end_time: time,
  created_at: time,
};

export const couponStatus = z.enum(couponStatuses, `status 必须是 ${couponStatuses.join(' / ')} 之一`);
export const userCouponStatus = z.enum(userCouponStatuses, `status 必须是 ${userCouponStatuses.join(' / ')} 之一`);

const shownOfCoupon = {
  id: z.int(),
  code: z.string(),
  name: z.string(),
  type: z.enum(couponTypes),
  value: z.number(),
  min_amount: yuan,
  valid_from: time,
  valid_until: time,
};

export const couponFields = { ...shownOfCoupon, max_usage: z.int(), status: couponStatus, created_at: time };

/** `order_id`: the order that uses it, or used it. */
export const userCouponFields = {
  ...shownOfCoupon,
  status: userCouponStatus,
  order_id: z.nullable(z.string()),
  claimed_at: time,
  used_at: z.nullable(time),
};

/** One that was just claimed. */
export const claimedExample = {
  ...{ id: 1, code: 'DISCOUNT10', name: '充值优惠券', type: 'discount', value: 10, min_amount: 100, status: 'unused', order_id: null },
  ...{ valid_from: '2026-01-22T00:00:00', valid_until: '2026-02-22T23:59:59', claimed_at: '2026-01-22T10:00:00', used_at: null },
} as const;
