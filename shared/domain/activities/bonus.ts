import type { Entry } from '../points/ports.ts';
import type { Activity, ActivityOf } from './types.ts';

/** Points that something gives, and what for: a ledger entry before it has its number. */
export type Bonus = Pick<Entry, 'amount' | 'cause' | 'description'>;

/** What points of an activity are caused by. Of one activity an account gets points once. */
export const causeOf = ({ id }: Pick<Activity, 'id'>): string => `activity_${id}`;

export const giftOf = (gift: ActivityOf<'credit_gift'>): Bonus => ({
  amount: gift.config.credits,
  cause: causeOf(gift),
  description: `活动赠送:${gift.name}`,
});

export const firstPurchaseBonus = (activity: ActivityOf<'first_purchase'>): Bonus => ({
  amount: activity.config.credits,
  cause: causeOf(activity),
  description: `首次购买奖励:${activity.name}`,
});

/** For who was referred. */
export const referredBonus = (activity: ActivityOf<'referral_bonus'>): Bonus => ({
  amount: activity.config.referred_credits,
  cause: causeOf(activity),
  description: `受邀奖励:${activity.name}`,
});

/** For who referred them: once for each of them. */
export const referrerBonus = (activity: ActivityOf<'referral_bonus'>, referred: string): Bonus => ({
  amount: activity.config.referrer_credits,
  cause: `${causeOf(activity)}:${referred}`,
  description: `推荐奖励:${activity.name}`,
});
