import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { envelope } from '../schemas.ts';
import { anyOrder, orderNumber } from './schemas.ts';

export const orderVerify = endpoint({
  id: 'v1/credit/order-verify',
  api: 'platform',
  method: 'POST',
  path: '/api/v1/credit/orders/{order_id}/verify',
  summary: 'How an order stands; one that waits for its payment is asked of the provider, and credited if it was paid',
  auth: 'account',
  rate: 'write',
  params: z.strictObject({ order_id: orderNumber }),
  responses: { 200: envelope(anyOrder) },
  faults: ['order.not_found', 'payment.mismatch', 'payment.unavailable', 'order.unconfigured', 'order.rejected'],
  uses: ['orders:write', 'ledger:write', 'activities:read', 'statistics:count', 'payments:alipay', 'payments:wechat', 'limits', 'tokens'],
  example: {
    request: { params: { order_id: 'R20260122100000000000000001' } },
    response: {
      code: 200,
      message: 'success',
      data: {
        order_id: 'R20260122100000000000000001',
        type: 'recharge',
        amount: 10,
        credits: 100,
        membership_type: null,
        payment_method: 'alipay',
        status: 'paid',
        created_at: '2026-01-22T10:00:00',
        paid_at: '2026-01-22T10:01:00',
      },
    },
  },
});
