import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { paged, pageQuery } from '../schemas.ts';
import { userCouponFields, userCouponStatus } from './schemas.ts';

export const myCoupons = endpoint({
  id: 'v1/operation/my-coupons',
  api: 'platform',
  method: 'GET',
  path: '/api/v1/operation/my-coupons',
  summary: 'The coupons that the caller has claimed, the latest first',
  auth: 'account',
  rate: 'query',
  query: z.object({ ...pageQuery, status: z.optional(userCouponStatus) }),
  responses: { 200: paged(z.strictObject(userCouponFields)) },
  faults: [],
  uses: ['accounts:read', 'limits', 'tokens'],
  example: {
    request: { query: { status: 'unused' } },
    response: {
      code: 200,
      message: 'success',
      data: {
        total: 1,
        page: 1,
        page_size: 20,
        items: [
          {
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
        ],
      },
    },
  },
});
