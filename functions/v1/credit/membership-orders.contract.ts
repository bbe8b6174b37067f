import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { paged, pageExample, pageQuery } from '../schemas.ts';
import { membershipOrder } from './schemas.ts';

export const membershipOrders = endpoint({
  id: 'v1/credit/membership-orders',
  api: 'platform',
  method: 'GET',
  path: '/api/v1/credit/membership/orders',
  summary: "The caller's membership orders, newest first",
  auth: 'account',
  rate: 'query',
  query: z.object(pageQuery),
  responses: { 200: paged(membershipOrder) },
  faults: [],
  uses: ['accounts:read', 'orders:list', 'limits', 'tokens'],
  example: pageExample([
    {
      id: 1,
      order_id: 'M20260122100000000000000001',
      amount: 9.9,
      payment_method: 'alipay',
      status: 'paid',
      created_at: '2026-01-22T10:00:00',
      paid_at: '2026-01-22T10:01:00',
      membership_type: 'monthly',
    },
  ]),
});
