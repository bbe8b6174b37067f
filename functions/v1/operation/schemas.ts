import * as z from 'zod/mini';
import { activityStatuses, activityTypes } from '#shared/domain/activities/types.ts';
import { couponStatuses, couponTypes, userCouponStatuses } from '#shared/domain/coupons/types.ts';
import { fen, moment, text, time, yuan } from '../schemas.ts';

const MOST_CREDITS = 1_000_000;

const credits = (name: string) => {
  const message = `${name} 必须是 1–${MOST_CREDITS} 的整数`;
  return z.int(message).check(z.gte(1, message), z.lte(MOST_CREDITS, message));
};

const percent = (name: string) => {
  const message = `${name} 必须大于 0 且小于 100,最多两位小数`;
  return z.number(message).check(
    z.gt(0, message),
    z.lt(100, message),
    z.refine((value) => Math.round(value * 100) / 100 === value, message),
  );
};

const CREDITS = 'config.credits';
const bothSides = z.pipe(
  z
    .strictObject({
      credits: z.optional(credits(CREDITS)),
      referrer_credits: z.optional(credits('config.referrer_credits')),
      referred_credits: z.optional(credits('config.referred_credits')),
    })
    .check(
      z.refine((given) => (given.referrer_credits ?? given.credits) !== undefined, {
        path: ['referrer_credits'],
        error: '缺少参数 config.referrer_credits(或 config.credits)',
      }),
      z.refine((given) => (given.referred_credits ?? given.credits) !== undefined, {
        path: ['referred_credits'],
        error: '缺少参数 config.referred_credits(或 config.credits)',
      }),
    ),
  z.transform((given) => ({
    referrer_credits: given.referrer_credits ?? given.credits!,
    referred_credits: given.referred_credits ?? given.credits!,
  })),
);

const ofActivity = {
  name: text('name', 1, 100),
  description: z._default(text('description', 0, 2000), ''),
  start_time: moment('start_time'),
  end_time: moment('end_time'),
};

/** What an activity's config holds depends on its type. `referral_bonus`: `credits` for each side, or one number for each. */
export const newActivity = z
  .discriminatedUnion(
    'type',
    [
      z.strictObject({ ...ofActivity, type: z.literal('credit_gift'), config: z.strictObject({ credits: credits(CREDITS) }) }),
      z.strictObject({
        ...ofActivity,
        type: z.literal('membership_discount'),
        config: z.strictObject({ discount_percent: percent('config.discount_percent') }),
      }),
      z.strictObject({ ...ofActivity, type: z.literal('referral_bonus'), config: bothSides }),
      z.strictObject({ ...ofActivity, type: z.literal('first_purchase'), config: z.strictObject({ credits: credits(CREDITS) }) }),
    ],
    `type 必须是 ${activityTypes.join(' / ')} 之一`,
  )
  .check(z.refine(({ start_time, end_time }) => start_time < end_time, { path: ['end_time'], error: 'end_time 必须晚于 start_time' }));

export const activityStatus = z.enum(activityStatuses, `status 必须是 ${activityStatuses.join(' / ')} 之一`);

export const activityFields = {
  id: z.int(),
  name: z.string(),
  type: z.enum(activityTypes),
  description: z.string(),
  /** As its type has it. */
  config: z.union([
    z.strictObject({ credits: z.int() }),
    z.strictObject({ discount_percent: z.number() }),
    z.strictObject({ referrer_credits: z.int(), referred_credits: z.int() }),
  ]),
  status: activityStatus,
  start_time: time,
  end_time: time,
  created_at: time,
};

const MOST_YUAN = 50_000;
const CODE = 'code 必须是 1–32 个字母、数字、- 或 _';

const ofCoupon = {
  code: z.string(CODE).check(z.regex(/^[A-Za-z0-9_-]{1,32}$/, CODE)),
  name: text('name', 1, 100),
  min_amount: z.prefault(fen('min_amount', 0, MOST_YUAN), 0),
  max_usage: credits('max_usage'),
  valid_from: moment('valid_from'),
  valid_until: moment('valid_until'),
};

const yuanOff = z.number(`value 必须是 0.01–${MOST_YUAN} 元`).check(
  z.gte(0.01, `value 必须是 0.01–${MOST_YUAN} 元`),
  z.lte(MOST_YUAN, `value 必须是 0.01–${MOST_YUAN} 元`),
  z.refine((value) => Math.round(value * 100) / 100 === value, 'value 最多两位小数'),
);

/** `value`: percent off for `discount`, yuan off for `deduction`, points on top for `credit_bonus`. */
export const newCoupon = z
  .discriminatedUnion(
    'type',
    [
      z.strictObject({ ...ofCoupon, type: z.literal('discount'), value: percent('value') }),
      z.strictObject({ ...ofCoupon, type: z.literal('deduction'), value: yuanOff }),
      z.strictObject({ ...ofCoupon, type: z.literal('credit_bonus'), value: credits('value') }),
    ],
    `type 必须是 ${couponTypes.join(' / ')} 之一`,
  )
  .check(
    z.refine(({ valid_from, valid_until }) => valid_from < valid_until, {
      path: ['valid_until'],
      error: 'valid_until 必须晚于 valid_from',
    }),
  );

export const couponStatus = z.enum(couponStatuses, `status 必须是 ${couponStatuses.join(' / ')} 之一`);
export const userCouponStatus = z.enum(userCouponStatuses, `status 必须是 ${userCouponStatuses.join(' / ')} 之一`);

const shownOfCoupon = {
  id: z.int(),
  code: z.string(),
  name: z.string(),
  type: z.enum(couponTypes),
  value: z.number(),
  min_amount: yuan,
  valid_from: time,
  valid_until: time,
};

export const couponFields = { ...shownOfCoupon, max_usage: z.int(), status: couponStatus, created_at: time };

/** `order_id`: the order that uses it, or used it. */
export const userCouponFields = {
  ...shownOfCoupon,
  status: userCouponStatus,
  order_id: z.nullable(z.string()),
  claimed_at: time,
  used_at: z.nullable(time),
};
