import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { day, envelope, yuan } from '../schemas.ts';

const query = z
  .object({ start_date: day('start_date'), end_date: day('end_date') })
  .check(z.refine(({ start_date, end_date }) => start_date <= end_date, { path: ['end_date'], error: 'end_date 不能早于 start_date' }));

export const statistics = endpoint({
  id: 'v1/operation/statistics',
  api: 'platform',
  method: 'GET',
  path: '/api/v1/operation/statistics',
  summary: 'What happened on some days in Beijing, both included: exactly what orders and accounts say (docs/statistics.md)',
  auth: 'admin',
  rate: 'query',
  query,
  responses: {
    200: envelope(
      z.strictObject({
        total_users: z.int(),
        new_users: z.int(),
        total_revenue: yuan,
        total_credits_sold: z.int(),
        active_members: z.int(),
        conversion_rate: z.number(),
      }),
    ),
  },
  faults: [],
  uses: ['statistics:read', 'roles:read', 'limits', 'tokens'],
  memory: 1024,
  example: {
    request: { query: { start_date: '2026-01-01', end_date: '2026-01-31' } },
    response: {
      code: 200,
      message: 'success',
      data: {
        total_users: 10000,
        new_users: 500,
        total_revenue: 50000.0,
        total_credits_sold: 500000,
        active_members: 1000,
        conversion_rate: 0.15,
      },
    },
  },
});
