import type { Listed } from '../listings/ports.ts';
import { type Phase, phaseAt, type Window } from '../listings/window.ts';

/** platform-api.txt, 活动类型. */
export const activityTypes = ['credit_gift', 'membership_discount', 'referral_bonus', 'first_purchase'] as const;
export type ActivityType = (typeof activityTypes)[number];

/** What an activity gives. Credits are points. */
export interface ActivityConfigs {
  credit_gift: { credits: number };
  /** Percent off the price of a membership. */
  membership_discount: { discount_percent: number };
  /** Points for who referred, and for who was. */
  referral_bonus: { referrer_credits: number; referred_credits: number };
  first_purchase: { credits: number };
}

/** From `from` until `until`, both included. */
export type ActivityOf<Type extends ActivityType> = Listed & {
  type: Type;
  name: string;
  description: string;
  config: ActivityConfigs[Type];
};
export type Activity = { [Type in ActivityType]: ActivityOf<Type> }[ActivityType];

export type ActivityStatus = Phase;
export const activityStatuses = ['pending', 'active', 'ended'] as const satisfies readonly ActivityStatus[];

export const activityStatusAt = (activity: Window, now: number): ActivityStatus => phaseAt(activity, now);
