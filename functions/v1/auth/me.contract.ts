import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { envelope } from '../schemas.ts';
import { userFields } from './schemas.ts';

export const me = endpoint({
  id: 'v1/auth/me',
  api: 'platform',
  method: 'GET',
  path: '/api/v1/auth/me',
  summary: "The caller's own account, points and membership",
  auth: 'account',
  rate: 'query',
  responses: { 200: envelope(z.strictObject(userFields)) },
  faults: [],
  uses: ['accounts:read', 'limits', 'tokens'],
  example: {
    request: {},
    response: {
      code: 200,
      message: 'success',
      data: {
        id: 1,
        username: 'testuser',
        email: 'test@example.com',
        credit_balance: 100,
        is_member: true,
        membership_type: 'monthly',
        membership_end_date: '2026-02-22T10:00:00',
        referral_code: 'ABC123',
      },
    },
  },
});
