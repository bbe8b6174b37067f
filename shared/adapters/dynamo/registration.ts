import { beijingDay } from '../../kernel/beijing-time.ts';
import { earnedItem } from './participation.ts';
import { newReferralWrites } from './referrals.ts';
import { countWrites } from './statistics-counters.ts';
import { insert } from './transaction.ts';
import type { AlongsideRegistration } from './users.ts';

/** What begins with an account beside itself: that it has had its gifts, that it counts as a user, and whose referral it is. */
export const withRegistration: AlongsideRegistration = async (table, { user, gifts }) => [
  ...gifts.map((gift) => insert(table, earnedItem(user.id, gift, user.createdAt))),
  ...countWrites(table, [{ day: beijingDay(user.createdAt), change: { users: 1 } }]),
  ...(user.referredBy === undefined ? [] : await newReferralWrites(table, user.referredBy, user)),
];
