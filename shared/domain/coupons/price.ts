import { type Fen, fenFromYuan } from '../../kernel/money.ts';
import type { Coupon } from './types.ts';

/** Nothing is given away: an order of 0 can't be paid. */
export const LEAST: Fen = 1;

/** What a coupon makes of an order: what is paid, and the points it adds. */
export interface CouponOffer {
  amount: Fen;
  bonus: number;
}

/** `percent` (at most 2 decimals) off; a part of a fen that would be off is paid. */
export const lessPercent = (amount: Fen, percent: number): Fen =>
  Math.max(LEAST, amount - Math.floor((amount * Math.round(percent * 100)) / 10_000));

/** What is paid of `amount` with the coupon, and what it adds. */
export function offerOf({ type, value }: Pick<Coupon, 'type' | 'value'>, amount: Fen): CouponOffer {
  if (type === 'credit_bonus') return { amount, bonus: value };
  if (type === 'discount') return { amount: lessPercent(amount, value), bonus: 0 };
  return { amount: Math.max(LEAST, amount - fenFromYuan(value)!), bonus: 0 };
}
