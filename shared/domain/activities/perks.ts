import type { Coupons } from '../coupons/ports.ts';
import { applyCoupon } from '../coupons/use.ts';
import type { Perks } from '../payments/perks.ts';
import { discounted } from './discount.ts';
import type { Activities } from './ports.ts';

export interface PerksParts {
  activities: Pick<Activities, 'activeOf'>;
  coupons: Pick<Coupons, 'ofAccountByCode'>;
}

/**
 * An order's price: the discount of an activity first, for a membership, then the coupon on what is left to pay. What the coupon may be
 * used for goes by that too (`min_amount`). A recharge's points stay those of its full price.
 */
export const perksFrom =
  ({ activities, coupons }: PerksParts): Perks =>
  async ({ order, account, kind, price, coupon: code, at }) => {
    const amount = kind === 'membership' ? discounted(price, await activities.activeOf('membership_discount', at)) : price;
    if (code === undefined) return { amount };
    const offer = await applyCoupon(coupons, { account, code, order, amount, at });
    const bonus = { points: offer.bonus, description: `优惠券赠送:${offer.coupon.name}` };
    return { amount: offer.amount, perks: { coupon: offer.coupon.code }, ...(offer.bonus > 0 && { bonus }) };
  };
