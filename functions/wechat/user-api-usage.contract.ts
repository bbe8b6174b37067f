import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { limitQuery, timestamp } from './schemas.ts';

export const userApiUsage = endpoint({
  id: 'wechat/user-api-usage',
  api: 'mini',
  method: 'GET',
  path: '/api/wechat/user/api-usage',
  summary: 'Finished jobs, failures too, newest first',
  auth: 'account',
  rate: 'query',
  query: limitQuery,
  responses: {
    200: z.strictObject({
      success: z.literal(true),
      data: z.strictObject({
        usage: z.array(
          z.strictObject({
            id: z.string(),
            api_type: z.enum(['restore_photo', 'outfit_change', 'custom', 'animate']),
            points_cost: z.int(),
            request_id: z.string(),
            success: z.boolean(),
            created_at: timestamp,
          }),
        ),
        total: z.int(),
      }),
    }),
  },
  faults: [],
  uses: ['accounts:read', 'jobs:read', 'tokens'],
  example: {
    request: { query: { limit: '10' } },
    response: {
      success: true,
      data: {
        usage: [
          {
            id: 'usage_123456789',
            api_type: 'outfit_change',
            points_cost: 20,
            request_id: 'req_789012345',
            success: true,
            created_at: '2024-01-15T09:15:00.000Z',
          },
          {
            id: 'usage_987654321',
            api_type: 'restore_photo',
            points_cost: 10,
            request_id: 'req_456789012',
            success: true,
            created_at: '2024-01-15T08:45:00.000Z',
          },
        ],
        total: 15,
      },
    },
  },
});
