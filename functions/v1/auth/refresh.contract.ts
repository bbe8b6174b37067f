import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { envelope } from '../schemas.ts';

export const refresh = endpoint({
  id: 'v1/auth/refresh',
  api: 'platform',
  method: 'POST',
  path: '/api/v1/auth/refresh',
  summary: 'New tokens for the newest refresh token of a login; an older one ends the login. `Idempotency-Key` makes a repeat safe',
  auth: 'refresh',
  rate: 'auth',
  responses: {
    200: envelope(z.strictObject({ access_token: z.string(), refresh_token: z.string(), token_type: z.literal('bearer') })),
  },
  faults: ['request.invalid'],
  uses: ['sessions', 'limits', 'tokens'],
  example: {
    request: {},
    response: {
      code: 200,
      message: 'Token刷新成功',
      data: { access_token: 'eyJ0eXAiOiJKV1QiLCJhbGc...', refresh_token: 'eyJ0eXAiOiJKV1QiLCJhbGc...', token_type: 'bearer' },
    },
  },
});
