import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { paged, pageExample, pageQuery, time } from '../schemas.ts';

export const transactions = endpoint({
  id: 'v1/credit/transactions',
  api: 'platform',
  method: 'GET',
  path: '/api/v1/credit/transactions',
  summary: 'What moved the points, newest first; below 0 when they were spent',
  auth: 'account',
  rate: 'query',
  query: z.object(pageQuery),
  responses: {
    200: paged(
      z.strictObject({
        id: z.int(),
        type: z.enum(['recharge', 'bonus', 'spend', 'expire', 'membership', 'refund']),
        amount: z.int(),
        balance_after: z.int(),
        description: z.string(),
        created_at: time,
      }),
    ),
  },
  faults: [],
  uses: ['accounts:read', 'limits', 'tokens'],
  example: pageExample(
    [{ id: 1, type: 'recharge', amount: 100, balance_after: 200, description: '充值10元', created_at: '2026-01-22T10:00:00' }],
    { total: 50 },
  ),
});
