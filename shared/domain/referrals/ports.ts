import type { PageOf } from '../listings/ports.ts';

/** Somebody who registered with an account's code. */
export interface Referral {
  /** The referrer's 1st, 2nd, 3rd, … */
  number: number;
  /** The account of who was referred, and its username. */
  referred: string;
  username: string;
  /** `completed`: they have paid. */
  state: 'pending' | 'completed';
  /** Points that the referrer got for it. */
  reward: number;
  /** Milliseconds. */
  createdAt: number;
}

export interface ReferralPage {
  referrals: Referral[];
  total: number;
  /** Points that the referrer got for all of them. */
  rewards: number;
}

export interface Referrals {
  /** Newest first; any page costs the same. */
  of(account: string, page: PageOf): Promise<ReferralPage>;
}
