import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { timestamp } from './schemas.ts';

export const paymentOrder = endpoint({
  id: 'wechat/payment-order',
  api: 'mini',
  method: 'GET',
  path: '/api/wechat/payment/orders/{orderId}',
  summary: 'How an order stands; a pending one is asked of WeChat, and credited if it was paid',
  auth: 'account',
  rate: 'query',
  params: z.strictObject({ orderId: z.string().check(z.regex(/^order_[0-9a-z_]{1,40}$/, 'orderId 格式错误')) }),
  responses: {
    200: z.strictObject({
      success: z.literal(true),
      data: z.strictObject({
        orderId: z.string(),
        status: z.enum(['pending', 'paid', 'closed', 'refunding', 'refunded']),
        amount: z.number(),
        points: z.int(),
        description: z.string(),
        created_at: timestamp,
        paid_at: z.nullable(timestamp),
      }),
    }),
  },
  faults: ['order.not_found', 'payment.unavailable', 'payment.mismatch'],
  uses: ['ledger:write', 'orders:write', 'statistics:count', 'payments:wechat', 'tokens'],
  example: {
    request: { params: { orderId: 'order_1736250123_abcdefg' } },
    response: {
      success: true,
      data: {
        orderId: 'order_1736250123_abcdefg',
        status: 'paid',
        amount: 10,
        points: 100,
        description: '购买100积分',
        created_at: '2025-01-07T11:42:03.000Z',
        paid_at: '2025-01-07T11:42:31.000Z',
      },
    },
  },
});
