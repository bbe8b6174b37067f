import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { userFields } from '../auth/schemas.ts';
import { envelope } from '../schemas.ts';

const { credit_balance, is_member, membership_type, membership_end_date } = userFields;

export const balance = endpoint({
  id: 'v1/credit/balance',
  api: 'platform',
  method: 'GET',
  path: '/api/v1/credit/balance',
  summary: "The caller's points and membership",
  auth: 'account',
  rate: 'query',
  responses: { 200: envelope(z.strictObject({ credit_balance, is_member, membership_type, membership_end_date })) },
  faults: [],
  uses: ['accounts:read', 'limits', 'tokens'],
  example: {
    request: {},
    response: {
      code: 200,
      message: 'success',
      data: { credit_balance: 100, is_member: true, membership_type: 'monthly', membership_end_date: '2026-02-22T10:00:00' },
    },
  },
});
