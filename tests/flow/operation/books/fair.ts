import * as fc from 'fast-check';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import type { Coupon } from '#shared/domain/coupons/types.ts';
import { openShop } from '../shop.ts';
import { DAY, newCoupon } from '../support.ts';
import { step } from './steps.ts';

const IS_FULL = process.env.TRIALS === 'full';
/** How many sequences: 500 by `TRIALS=full npm test`, a few otherwise; through the endpoints half as few. */
export const SEQUENCES = IS_FULL ? 500 : 40;
export const OF_CLIENTS = IS_FULL ? 500 : 20;
export const SEED = Number(process.env.SEED ?? 20_260_122);
export const START = Date.parse('2026-01-01T00:00:00+08:00');

const STEPS = 14;

/** Each step with the time since the one before: minutes, or days, so that memberships end in between. */
const timed = fc.tuple(step, fc.oneof(fc.integer({ min: 1, max: 3 * 3_600_000 }), fc.integer({ min: 1, max: 12 * DAY })));

export const sequence = fc.array(timed, { minLength: STEPS, maxLength: STEPS });
/** Milliseconds after `START`. */
export const beginning = fc.integer({ min: 0, max: 40 * DAY });

export interface Fair {
  coupons: Coupon[];
  /** All activities, gifts and others. */
  activities: number[];
}

/** Every kind of coupon and activity, on from the sixth day on. */
export async function openFair(table: Table): Promise<Fair> {
  const window = { from: START + 5 * DAY, until: START + 300 * DAY };
  const offers = [
    { type: 'discount', value: 12.5, minAmount: 0 },
    { type: 'deduction', value: 30, minAmount: 5000 },
    { type: 'credit_bonus', value: 25, minAmount: 1000 },
  ] as const;
  const coupons = await Promise.all(offers.map((offer) => newCoupon(table, { ...offer, ...window, maxUsage: 1_000_000 })));
  const activities: number[] = [];
  for (const activity of [
    { type: 'credit_gift', config: { credits: 40 } },
    { type: 'first_purchase', config: { credits: 15 } },
    { type: 'referral_bonus', config: { referrer_credits: 50, referred_credits: 20 } },
    { type: 'referral_bonus', config: { referrer_credits: 7, referred_credits: 3 } },
    { type: 'membership_discount', config: { discount_percent: 15 } },
  ] as const) {
    activities.push((await openShop(table).hold(activity, window)).id);
  }
  return { coupons, activities };
}
