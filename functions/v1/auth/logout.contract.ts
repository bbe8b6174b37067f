import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { envelope } from '../schemas.ts';

export const logout = endpoint({
  id: 'v1/auth/logout',
  api: 'platform',
  method: 'POST',
  path: '/api/v1/auth/logout',
  summary: 'End this login: its refresh tokens are good no more. Takes its access token or its refresh token',
  auth: 'account',
  rate: 'auth',
  responses: { 200: envelope(z.null()) },
  faults: [],
  uses: ['sessions', 'limits', 'tokens'],
  example: { request: {}, response: { code: 200, message: '已退出登录', data: null } },
});
