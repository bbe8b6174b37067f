import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';

export const login = endpoint({
  id: 'wechat/login',
  api: 'mini',
  method: 'POST',
  path: '/api/wechat/login',
  summary: 'Exchange the code of wx.login() for a token; the first login creates the account with 100 points',
  auth: 'none',
  rate: 'auth',
  body: z.strictObject({ code: z.string('缺少 code').check(z.minLength(1, '缺少 code'), z.maxLength(128, 'code 过长')) }),
  invalid: 'login.invalid',
  responses: {
    200: z.strictObject({
      success: z.literal(true),
      user: z.strictObject({ id: z.string(), openid: z.string(), points: z.int(), nickname: z.string(), avatar: z.string() }),
      token: z.string(),
    }),
  },
  faults: ['login.invalid', 'login.refused', 'login.busy', 'login.unreachable'],
  uses: ['accounts:login', 'statistics:count', 'tokens'],
  example: {
    request: { json: { code: '061gHGll2A3t8K4Jfnol2jGjEp3gHGlA' } },
    response: {
      success: true,
      user: { id: 'user_1736250123_abcdefg', openid: 'oABC123def456ghi789jkl', points: 100, nickname: '', avatar: '' },
      token: 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9...',
    },
  },
});
