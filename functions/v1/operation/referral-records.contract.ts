import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { envelope, pageQuery, time } from '../schemas.ts';

export const referralRecords = endpoint({
  id: 'v1/operation/referral-records',
  api: 'platform',
  method: 'GET',
  path: '/api/v1/operation/referral/records',
  summary: "Who registered with the caller's code, newest first, and what it brought",
  auth: 'account',
  rate: 'query',
  query: z.object(pageQuery),
  responses: {
    200: envelope(
      z.strictObject({
        total: z.int(),
        total_rewards: z.int(),
        items: z.array(
          z.strictObject({
            id: z.int(),
            referred_user: z.string(),
            reward_amount: z.int(),
            /** `completed`: they have paid. */
            status: z.enum(['pending', 'completed']),
            created_at: time,
          }),
        ),
      }),
    ),
  },
  faults: [],
  uses: ['accounts:read', 'limits', 'tokens'],
  example: {
    request: { query: { page: '1', page_size: '20' } },
    response: {
      code: 200,
      message: 'success',
      data: {
        total: 10,
        total_rewards: 500,
        items: [{ id: 1, referred_user: 'user123', reward_amount: 50, status: 'completed', created_at: '2026-01-22T10:00:00' }],
      },
    },
  },
});
