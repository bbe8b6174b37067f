import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';

export const paymentCreate = endpoint({
  id: 'wechat/payment-create',
  api: 'mini',
  method: 'POST',
  path: '/api/wechat/payment/create',
  summary: 'Create a WeChat Pay order that buys points; 1 yuan = 10 points',
  auth: 'account',
  rate: 'write',
  body: z.strictObject({
    /** Yuan; the domain checks its range and decimals. */
    amount: z.number('amount 必须是数字'),
    /** WeChat's own limit; what is longer in bytes is cut for WeChat, and kept whole here. */
    description: z.optional(
      z.string('description 必须是文本').check(
        z.maxLength(128, 'description 最多 128 个字符'),
        z.refine((text) => text.isWellFormed(), 'description 含有无效字符'),
      ),
    ),
  }),
  invalid: 'order.invalid',
  idempotent: true,
  responses: {
    200: z.strictObject({
      success: z.literal(true),
      orderId: z.string(),
      paymentParams: z.strictObject({
        appId: z.string(),
        timeStamp: z.string(),
        nonceStr: z.string(),
        package: z.string(),
        signType: z.enum(['MD5', 'RSA']),
        paySign: z.string(),
      }),
      amount: z.number(),
    }),
  },
  faults: ['order.invalid', 'order.unconfigured', 'order.rejected', 'payment.unavailable'],
  uses: ['accounts:read', 'orders:write', 'payments:wechat', 'idempotency', 'tokens'],
  example: {
    request: { json: { amount: 10.0, description: '购买100积分' } },
    response: {
      success: true,
      orderId: 'order_1736250123_abcdefg',
      paymentParams: {
        appId: 'wx765b20f090a4a0f9',
        timeStamp: '1736250123',
        nonceStr: 'abc123def456',
        package: 'prepay_id=wx123456789012345678901234567890',
        signType: 'MD5',
        paySign: 'C380BEC2BFD727A4B6845133519F3AD6',
      },
      amount: 10.0,
    },
  },
});
