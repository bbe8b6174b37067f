import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';

export const pointsConfig = endpoint({
  id: 'wechat/points-config',
  api: 'mini',
  method: 'GET',
  path: '/api/wechat/points/config',
  summary: 'What each kind of work costs, the exchange rate and the bonus of a new user',
  auth: 'none',
  rate: 'query',
  responses: {
    200: z.strictObject({
      success: z.literal(true),
      data: z.strictObject({
        apiCosts: z.strictObject({ restore_photo: z.int(), outfit_change: z.int(), custom: z.int(), animate: z.int() }),
        exchangeRate: z.int(),
        newUserBonus: z.int(),
      }),
    }),
  },
  faults: [],
  uses: [],
  memory: 256,
  example: {
    request: {},
    response: {
      success: true,
      data: { apiCosts: { restore_photo: 10, outfit_change: 20, custom: 15, animate: 30 }, exchangeRate: 10, newUserBonus: 100 },
    },
  },
});
