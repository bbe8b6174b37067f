import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { orderNumber } from '../../credit/schemas.ts';
import { refundAnswer, refundExample } from './schemas.ts';

export const showRefund = endpoint({
  id: 'v1/operation/refunds/show',
  api: 'platform',
  method: 'GET',
  path: '/api/v1/operation/refunds/{order_id}',
  summary: "How an order's refund stands",
  auth: 'admin',
  rate: 'query',
  params: z.strictObject({ order_id: orderNumber }),
  responses: { 200: refundAnswer },
  faults: ['order.not_found', 'refund.not_found'],
  uses: ['orders:read', 'roles:read', 'limits', 'tokens'],
  example: { request: { params: { order_id: 'R20260122100000000000000001' } }, response: refundExample },
});
