import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { envelope, yuan } from '../schemas.ts';
import { couponCode, membershipType, paymentMethod } from './schemas.ts';

export const membership = endpoint({
  id: 'v1/credit/membership',
  api: 'platform',
  method: 'POST',
  path: '/api/v1/credit/membership',
  summary: 'Order a membership; with points (`balance`) it is had at once, and there is nowhere to pay',
  auth: 'account',
  rate: 'write',
  body: z.strictObject({ membership_type: membershipType, payment_method: paymentMethod, coupon_code: z.optional(couponCode) }),
  invalid: 'order.invalid',
  idempotent: true,
  responses: {
    200: envelope(
      z.strictObject({ order_id: z.string(), membership_type: membershipType, amount: yuan, payment_url: z.nullable(z.string()) }),
    ),
  },
  faults: ['order.invalid', 'coupon.invalid', 'points.insufficient', 'order.unconfigured', 'order.rejected', 'payment.unavailable'],
  uses: [
    'orders:write',
    'ledger:write',
    'activities:read',
    'statistics:count',
    'payments:alipay',
    'payments:wechat',
    'idempotency',
    'limits',
    'tokens',
  ],
  example: {
    request: { json: { membership_type: 'monthly', payment_method: 'wechat' } },
    response: {
      code: 200,
      message: '会员订单创建成功',
      data: {
        order_id: 'M202601221000001',
        membership_type: 'monthly',
        amount: 9.9,
        payment_url: 'https://payment.example.com/pay?order=...',
      },
    },
  },
});
