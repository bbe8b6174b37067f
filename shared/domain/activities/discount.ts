import type { Fen } from '../../kernel/money.ts';
import { lessPercent } from '../coupons/price.ts';
import type { ActivityOf } from './types.ts';

/** A membership's price with the most generous of the discounts; they don't add up. */
export function discounted(price: Fen, discounts: readonly ActivityOf<'membership_discount'>[]): Fen {
  const percent = Math.max(0, ...discounts.map(({ config }) => config.discount_percent));
  return lessPercent(price, percent);
}
