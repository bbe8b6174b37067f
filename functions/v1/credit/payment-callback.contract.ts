import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { envelope } from '../schemas.ts';
import { anyOrder, orderNumber, paymentMethod } from './schemas.ts';

const text = (name: string) => z.optional(z.string(`${name} 必须是文本`).check(z.maxLength(128, `${name} 过长`)));
const { order_id, status } = anyOrder.shape;

/** Whoever comes back from a payment page says so here, with or without a token. Nothing that is said is believed: the provider is asked. */
export const paymentCallback = endpoint({
  id: 'v1/credit/payment-callback',
  api: 'platform',
  method: 'POST',
  path: '/api/v1/credit/payment/callback',
  summary: 'A hint that an order was paid: the provider is asked, and its answer decides',
  auth: 'none',
  rate: 'write',
  body: z.strictObject({
    order_id: orderNumber,
    payment_method: z.optional(paymentMethod),
    transaction_id: text('transaction_id'),
    status: text('status'),
  }),
  responses: { 200: envelope(z.strictObject({ order_id, status })) },
  faults: ['order.not_found', 'payment.mismatch', 'payment.unavailable', 'order.unconfigured', 'order.rejected'],
  uses: ['orders:write', 'ledger:write', 'activities:read', 'statistics:count', 'payments:alipay', 'payments:wechat', 'limits'],
  example: {
    request: {
      json: { order_id: 'R202601221000001', payment_method: 'alipay', transaction_id: '2026012212345678', status: 'success' },
    },
    response: { code: 200, message: 'success', data: { order_id: 'R202601221000001', status: 'paid' } },
  },
});
