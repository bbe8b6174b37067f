import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { couponTypes } from '#shared/domain/coupons/types.ts';
import { envelope, fen, moment, text } from '../schemas.ts';
import { couponFields, credits, percent } from './schemas.ts';

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
const newCoupon = z
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

const { id, code, status } = couponFields;

export const couponCreate = endpoint({
  id: 'v1/operation/coupon-create',
  api: 'platform',
  method: 'POST',
  path: '/api/v1/operation/coupons',
  summary: 'List a coupon; its code is unique whatever the case of its letters',
  auth: 'admin',
  rate: 'write',
  body: newCoupon,
  idempotent: true,
  responses: { 200: envelope(z.strictObject({ id, code, status })) },
  faults: [],
  uses: ['coupons:write', 'coupons:codes', 'roles:read', 'limits', 'idempotency', 'tokens'],
  example: {
    request: {
      json: {
        code: 'DISCOUNT10',
        name: '充值优惠券',
        type: 'discount',
        value: 10.0,
        min_amount: 100.0,
        max_usage: 1000,
        valid_from: '2026-01-22T00:00:00',
        valid_until: '2026-02-22T23:59:59',
      },
    },
    response: { code: 200, message: '优惠券创建成功', data: { id: 1, code: 'DISCOUNT10', status: 'active' } },
  },
});
