import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { timestamp } from './schemas.ts';

export const userInfo = endpoint({
  id: 'wechat/user-info',
  api: 'mini',
  method: 'GET',
  path: '/api/wechat/user/info',
  summary: "The user's profile and points",
  auth: 'account',
  rate: 'query',
  responses: {
    200: z.strictObject({
      success: z.literal(true),
      data: z.strictObject({
        id: z.string(),
        openid: z.string(),
        nickname: z.string(),
        avatar: z.string(),
        points: z.int(),
        created_at: timestamp,
      }),
    }),
  },
  faults: [],
  uses: ['accounts:read', 'tokens'],
  example: {
    request: {},
    response: {
      success: true,
      data: {
        id: 'user_1234567890_abc123def',
        openid: 'wx_openid_example_123456',
        nickname: '微信用户昵称',
        avatar: 'https://wx.qlogo.cn/mmopen/avatar.jpg',
        points: 150,
        created_at: '2024-01-15T08:30:00.000Z',
      },
    },
  },
});
