import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { orderNumber } from '../../credit/schemas.ts';
import { refundAnswer, refundExample } from './schemas.ts';

export const createRefund = endpoint({
  id: 'v1/operation/refunds/create',
  api: 'platform',
  method: 'POST',
  path: '/api/v1/operation/refunds',
  summary: 'Give the money of an order back, once; what it bought is taken back first. Any order: the mini-program’s too',
  auth: 'admin',
  rate: 'write',
  body: z.strictObject({
    order_id: orderNumber,
    /** The customer reads it. */
    reason: z.string('reason 必须是文本').check(z.trim(), z.minLength(1, '缺少参数 reason'), z.maxLength(80, 'reason 最多 80 个字符')),
  }),
  idempotent: true,
  responses: { 200: refundAnswer },
  faults: ['order.not_found', 'refund.impossible', 'refund.refused', 'order.rejected'],
  uses: [
    'orders:write',
    'ledger:write',
    'statistics:count',
    'payments:alipay',
    'payments:wechat',
    'roles:read',
    'idempotency',
    'limits',
    'tokens',
  ],
  example: { request: { json: { order_id: 'R20260122100000000000000001', reason: '客户要求' } }, response: refundExample },
});
