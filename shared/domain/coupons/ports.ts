import type { Operation } from '../../kernel/ids.ts';
import type { Listings, NewListed } from '../listings/ports.ts';
import type { Coupon, UserCoupon } from './types.ts';

/** Who claims, and when. The same operation claims once, and is answered as before. */
export interface Claim {
  account: string;
  operation: Operation;
  now: number;
}

export interface Coupons extends Listings<Coupon> {
  /** `taken`: another coupon has this code. */
  create(coupon: NewListed<Coupon>): Promise<Coupon | 'taken'>;
  /** Gives one to the account; never more than `maxUsage` in all, and one to each. `gone`: none is left. */
  claim(coupon: Coupon, claim: Claim): Promise<UserCoupon | 'claimed' | 'gone'>;
  /** All that the account has claimed. */
  ofAccount(account: string): Promise<UserCoupon[]>;
  /** The account's own, by its code in any case. */
  ofAccountByCode(account: string, code: string): Promise<UserCoupon | undefined>;
}
