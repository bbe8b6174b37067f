import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { limitQuery, timestamp } from './schemas.ts';

export const userTransactions = endpoint({
  id: 'wechat/user-transactions',
  api: 'mini',
  method: 'GET',
  path: '/api/wechat/user/transactions',
  summary: 'Points earned and spent, newest first',
  auth: 'account',
  rate: 'query',
  query: limitQuery,
  responses: {
    200: z.strictObject({
      success: z.literal(true),
      data: z.strictObject({
        transactions: z.array(
          z.strictObject({
            id: z.string(),
            type: z.enum(['earn', 'spend']),
            amount: z.int(),
            description: z.string(),
            wechat_order_id: z.optional(z.string()),
            api_call_id: z.optional(z.string()),
            created_at: timestamp,
          }),
        ),
        total: z.int(),
      }),
    }),
  },
  faults: [],
  uses: ['accounts:read', 'tokens'],
  example: {
    request: { query: { limit: '20' } },
    response: {
      success: true,
      data: {
        transactions: [
          {
            id: 'trans_123456789',
            type: 'earn',
            amount: 100,
            description: '微信支付充值',
            wechat_order_id: 'wx_order_123',
            created_at: '2024-01-15T10:30:00.000Z',
          },
          {
            id: 'trans_987654321',
            type: 'spend',
            amount: 20,
            description: '换装功能 API调用',
            api_call_id: 'api_call_456',
            created_at: '2024-01-15T09:15:00.000Z',
          },
        ],
        total: 25,
      },
    },
  },
});
