import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { envelope } from '../schemas.ts';
import { typed, userFields } from './schemas.ts';

const { id, username, email, credit_balance, is_member, membership_type } = userFields;

export const login = endpoint({
  id: 'v1/auth/login',
  api: 'platform',
  method: 'POST',
  path: '/api/v1/auth/login',
  summary: 'Log in with username and password: an access token for 2 hours, a refresh token for 7 days',
  auth: 'none',
  rate: 'auth',
  body: z.strictObject({ username: typed('username'), password: typed('password') }),
  responses: {
    200: envelope(
      z.strictObject({
        access_token: z.string(),
        refresh_token: z.string(),
        token_type: z.literal('bearer'),
        user: z.strictObject({ id, username, email, credit_balance, is_member, membership_type }),
      }),
    ),
  },
  faults: ['login.wrong_password'],
  uses: ['users:login', 'passwords:renew', 'limits', 'tokens'],
  memory: 1024,
  example: {
    request: { json: { username: 'testuser', password: 'password123' } },
    response: {
      code: 200,
      message: '登录成功',
      data: {
        access_token: 'eyJ0eXAiOiJKV1QiLCJhbGc...',
        refresh_token: 'eyJ0eXAiOiJKV1QiLCJhbGc...',
        token_type: 'bearer',
        user: { id: 1, username: 'testuser', email: 'test@example.com', credit_balance: 100, is_member: true, membership_type: 'monthly' },
      },
    },
  },
});
