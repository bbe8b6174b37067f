import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { envelope } from '../schemas.ts';
import { email, password, referralCode, userFields, username } from './schemas.ts';

const { id, credit_balance, is_member, referral_code } = userFields;

export const register = endpoint({
  id: 'v1/auth/register',
  api: 'platform',
  method: 'POST',
  path: '/api/v1/auth/register',
  summary: 'Make an account; username and email are unique whatever their case',
  auth: 'none',
  rate: 'auth',
  body: z.strictObject({ username, email, password, referral_code: z.optional(referralCode) }),
  responses: {
    200: envelope(z.strictObject({ id, username: userFields.username, email: userFields.email, credit_balance, is_member, referral_code })),
  },
  faults: [],
  uses: ['users:register', 'referrals:read', 'referrals:write', 'activities:read', 'statistics:count', 'numbers', 'limits'],
  memory: 1024,
  example: {
    request: { json: { username: 'testuser', email: 'test@example.com', password: 'password123' } },
    response: {
      code: 200,
      message: '注册成功',
      data: { id: 1, username: 'testuser', email: 'test@example.com', credit_balance: 0, is_member: false, referral_code: 'ABC123' },
    },
  },
});
