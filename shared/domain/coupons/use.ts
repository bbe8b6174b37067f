import { fail } from '../../kernel/fault.ts';
import { type Fen, yuanFromFen } from '../../kernel/money.ts';
import { phaseAt } from '../listings/window.ts';
import type { Coupons } from './ports.ts';
import { type Offer, offerOf } from './price.ts';
import type { UserCoupon } from './types.ts';

/** A coupon that an order is going to lock, and what it makes of the order. */
export interface CouponOffer extends Offer {
  coupon: UserCoupon;
}

/** What the account's coupon makes of an order over `amount`. Fault: `coupon.invalid`, with the reason. */
export async function applyCoupon(
  coupons: Pick<Coupons, 'ofAccountByCode'>,
  { account, code, amount, now }: { account: string; code: string; amount: Fen; now: number },
): Promise<CouponOffer> {
  const coupon = (await coupons.ofAccountByCode(account, code)) ?? refuse('优惠券不存在或尚未领取');
  const reason = unusable(coupon, amount, now);
  return reason === undefined ? { coupon, ...offerOf(coupon, amount) } : refuse(reason);
}

function unusable(coupon: UserCoupon, amount: Fen, now: number): string | undefined {
  if (coupon.state === 'used') return '优惠券已使用';
  if (coupon.state === 'locked') return '优惠券已被其他订单占用';
  const phase = phaseAt(coupon, now);
  if (phase !== 'active') return phase === 'ended' ? '优惠券已过期' : '优惠券尚未生效';
  return amount < coupon.minAmount ? `订单金额未满 ${yuanFromFen(coupon.minAmount)} 元,不能使用该优惠券` : undefined;
}

const refuse = (message: string): never => fail('coupon.invalid', { field: 'coupon_code', message });
