import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { paged, pageExample, pageQuery } from '../schemas.ts';
import { claimedExample, userCouponFields, userCouponStatus } from './schemas.ts';

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
  example: pageExample([claimedExample], { query: { status: 'unused' } }),
});
