import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { envelope, yuan } from '../schemas.ts';
import { couponCode, paymentMethod } from './schemas.ts';

export const recharge = endpoint({
  id: 'v1/credit/recharge',
  api: 'platform',
  method: 'POST',
  path: '/api/v1/credit/recharge',
  summary: 'Order points with Alipay or WeChat Pay; 1 yuan = 10 points. Answers where to pay, within 30 minutes',
  auth: 'account',
  rate: 'write',
  body: z.strictObject({
    /** Yuan; the domain checks its range and decimals. */
    amount: z.number('amount 必须是数字'),
    payment_method: paymentMethod,
    coupon_code: z.optional(couponCode),
  }),
  invalid: 'order.invalid',
  idempotent: true,
  responses: { 200: envelope(z.strictObject({ order_id: z.string(), amount: yuan, credits: z.int(), payment_url: z.string() })) },
  faults: ['order.invalid', 'order.unconfigured', 'order.rejected', 'payment.unavailable', 'coupon.invalid'],
  uses: ['orders:write', 'ledger:write', 'payments:alipay', 'payments:wechat', 'idempotency', 'limits', 'tokens'],
  example: {
    request: { json: { amount: 10.0, payment_method: 'alipay', coupon_code: 'DISCOUNT10' } },
    response: {
      code: 200,
      message: '订单创建成功',
      data: { order_id: 'R202601221000001', amount: 10.0, credits: 100, payment_url: 'https://payment.example.com/pay?order=...' },
    },
  },
});
