import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { activityTypes } from '#shared/domain/activities/types.ts';
import { envelope, moment, text } from '../schemas.ts';
import { activityFields, credits, percent } from './schemas.ts';

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
const newActivity = z
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

const { id, name, status } = activityFields;

export const activityCreate = endpoint({
  id: 'v1/operation/activity-create',
  api: 'platform',
  method: 'POST',
  path: '/api/v1/operation/activities',
  summary: 'List an activity; it holds from its start to its end, both included',
  auth: 'admin',
  rate: 'write',
  body: newActivity,
  idempotent: true,
  responses: { 200: envelope(z.strictObject({ id, name, status })) },
  faults: [],
  uses: ['activities:write', 'roles:read', 'limits', 'idempotency', 'tokens'],
  example: {
    request: {
      json: {
        name: '新用户注册送积分',
        type: 'credit_gift',
        description: '新用户注册即送100积分',
        config: { credits: 100 },
        start_time: '2026-01-22T00:00:00',
        end_time: '2026-02-22T23:59:59',
      },
    },
    response: { code: 200, message: '活动创建成功', data: { id: 1, name: '新用户注册送积分', status: 'active' } },
  },
});
