import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { paged, pageExample, pageQuery } from '../schemas.ts';
import { rechargeOrder } from './schemas.ts';

export const rechargeOrders = endpoint({
  id: 'v1/credit/recharge-orders',
  api: 'platform',
  method: 'GET',
  path: '/api/v1/credit/recharge/orders',
  summary: "The caller's recharge orders, newest first",
  auth: 'account',
  rate: 'query',
  query: z.object(pageQuery),
  responses: { 200: paged(rechargeOrder) },
  faults: [],
  uses: ['accounts:read', 'orders:list', 'limits', 'tokens'],
  example: pageExample([
    {
      id: 1,
      order_id: 'R20260122100000000000000001',
      amount: 10,
      payment_method: 'alipay',
      status: 'paid',
      created_at: '2026-01-22T10:00:00',
      paid_at: '2026-01-22T10:01:00',
      credits: 100,
    },
  ]),
});
