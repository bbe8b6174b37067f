import { fail } from '../../kernel/fault.ts';
import { type Fen, yuanFromFen } from '../../kernel/money.ts';
import { phaseAt } from '../listings/window.ts';
import type { Coupons } from './ports.ts';
import { type CouponOffer, offerOf } from './price.ts';
import type { UserCoupon } from './types.ts';

/** An order that is about to be made with a coupon. `amount` is what would be paid without it. */
export interface CouponUse {
  account: string;
  code: string;
  order: string;
  amount: Fen;
  at: number;
}

/** What the account's coupon makes of an order; the same order again is given the same. Fault: `coupon.invalid`, with the reason. */
export async function applyCoupon(
  coupons: Pick<Coupons, 'ofAccountByCode'>,
  { account, code, order, amount, at }: CouponUse,
): Promise<CouponOffer & { coupon: UserCoupon }> {
  const coupon = (await coupons.ofAccountByCode(account, code)) ?? refuseCoupon('优惠券不存在或尚未领取');
  const reason = belongsTo(coupon, order) ? undefined : unusable(coupon, amount, at);
  return reason === undefined ? { coupon, ...offerOf(coupon, amount) } : refuseCoupon(reason);
}

/** Whether it is this order that uses the coupon. */
export const belongsTo = ({ state, order }: UserCoupon, id: string): boolean => state !== 'unused' && order === id;

/** Why a new order over `amount` can't use the coupon. */
export function unusable(coupon: UserCoupon, amount: Fen, now: number): string | undefined {
  if (coupon.state === 'used') return '优惠券已使用';
  if (coupon.state === 'locked') return '优惠券已被其他订单占用';
  const phase = phaseAt(coupon, now);
  if (phase !== 'active') return phase === 'ended' ? '优惠券已过期' : '优惠券尚未生效';
  return amount < coupon.minAmount ? `订单金额未满 ${yuanFromFen(coupon.minAmount)} 元,不能使用该优惠券` : undefined;
}

export const refuseCoupon = (message: string): never => fail('coupon.invalid', { field: 'coupon_code', message });
