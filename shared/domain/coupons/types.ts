import type { Fen } from '../../kernel/money.ts';
import type { Listed } from '../listings/ports.ts';
import { phaseAt } from '../listings/window.ts';

/** platform-api.txt, 优惠券类型. */
export const couponTypes = ['discount', 'deduction', 'credit_bonus'] as const;
export type CouponType = (typeof couponTypes)[number];

/** What a coupon offers; it never changes. Valid from `from` until `until`, both included. */
export interface Coupon extends Listed {
  /** As the operator wrote it; nobody else's, whatever the case of its letters. */
  code: string;
  name: string;
  type: CouponType;
  /** `discount`: percent off, at most 2 decimals. `deduction`: yuan off. `credit_bonus`: points on top. */
  value: number;
  /** What has to be paid, before the coupon, to use it. */
  minAmount: Fen;
  /** How many may claim it. */
  maxUsage: number;
  /** Somebody was refused because all were claimed. */
  soldOut?: true;
}

/** `exhausted`: all are claimed. */
export const couponStatuses = ['pending', 'active', 'exhausted', 'expired'] as const;
export type CouponStatus = (typeof couponStatuses)[number];

export function couponStatusAt(coupon: Coupon, now: number): CouponStatus {
  const phase = phaseAt(coupon, now);
  if (phase === 'ended') return 'expired';
  return phase === 'active' && coupon.soldOut ? 'exhausted' : phase;
}

/** A coupon that a user has claimed. */
export interface UserCoupon extends Omit<Coupon, 'soldOut' | 'createdAt'> {
  /** `locked`: an order that isn't paid yet uses it. */
  state: 'unused' | 'locked' | 'used';
  /** The order that uses or used it. */
  order?: string;
  claimedAt: number;
  usedAt?: number;
}

export const userCouponStatuses = ['unused', 'locked', 'used', 'expired'] as const;
export type UserCouponStatus = (typeof userCouponStatuses)[number];

/** One that an order has locked in time stays that order's, also when its time is over meanwhile. */
export const userCouponStatusAt = (coupon: UserCoupon, now: number): UserCouponStatus =>
  coupon.state === 'unused' && phaseAt(coupon, now) === 'ended' ? 'expired' : coupon.state;
