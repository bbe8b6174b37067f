import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { paged, pageExample, pageQuery } from '../schemas.ts';
import { couponFields, couponStatus } from './schemas.ts';

export const couponList = endpoint({
  id: 'v1/operation/coupon-list',
  api: 'platform',
  method: 'GET',
  path: '/api/v1/operation/coupons',
  summary: 'Coupons, newest first; an active one can be claimed',
  auth: 'account',
  rate: 'query',
  query: z.object({ ...pageQuery, status: z.optional(couponStatus) }),
  responses: { 200: paged(z.strictObject(couponFields)) },
  faults: [],
  uses: ['coupons:read', 'limits', 'tokens'],
  example: pageExample(
    [
      {
        id: 1,
        code: 'DISCOUNT10',
        name: '充值优惠券',
        type: 'discount',
        value: 10,
        min_amount: 100,
        max_usage: 1000,
        status: 'active',
        valid_from: '2026-01-22T00:00:00',
        valid_until: '2026-02-22T23:59:59',
        created_at: '2026-01-21T10:00:00',
      },
    ],
    { query: { status: 'active' } },
  ),
});
