import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { envelope, numberInPath } from '../schemas.ts';
import { userCouponFields } from './schemas.ts';

export const couponClaim = endpoint({
  id: 'v1/operation/coupon-claim',
  api: 'platform',
  method: 'POST',
  path: '/api/v1/operation/coupons/{coupon_id}/claim',
  summary: 'Claim a coupon; each user gets one, and no more are given than there are',
  auth: 'account',
  rate: 'write',
  params: z.strictObject({ coupon_id: numberInPath('coupon_id') }),
  idempotent: true,
  responses: { 200: envelope(z.strictObject(userCouponFields)) },
  faults: ['coupon.not_found', 'coupon.invalid'],
  uses: ['coupons:read', 'coupons:claim', 'coupons:give', 'limits', 'idempotency', 'tokens'],
  example: {
    request: { params: { coupon_id: '1' } },
    response: {
      code: 200,
      message: '优惠券领取成功',
      data: {
        id: 1,
        code: 'DISCOUNT10',
        name: '充值优惠券',
        type: 'discount',
        value: 10,
        min_amount: 100,
        status: 'unused',
        order_id: null,
        valid_from: '2026-01-22T00:00:00',
        valid_until: '2026-02-22T23:59:59',
        claimed_at: '2026-01-22T10:00:00',
        used_at: null,
      },
    },
  },
});
