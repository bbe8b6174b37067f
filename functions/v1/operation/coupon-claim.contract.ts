import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { envelope, numberInPath } from '../schemas.ts';
import { claimedExample, userCouponFields } from './schemas.ts';

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
    response: { code: 200, message: '优惠券领取成功', data: claimedExample },
  },
});
