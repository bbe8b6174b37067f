import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { envelope } from '../schemas.ts';
import { couponFields, newCoupon } from './schemas.ts';

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
