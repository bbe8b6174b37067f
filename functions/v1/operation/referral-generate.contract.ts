import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { envelope } from '../schemas.ts';

export const referralGenerate = endpoint({
  id: 'v1/operation/referral-generate',
  api: 'platform',
  method: 'POST',
  path: '/api/v1/operation/referral/generate',
  summary: "The caller's referral code, and the address to share; every user has one code for good",
  auth: 'account',
  rate: 'write',
  responses: { 200: envelope(z.strictObject({ referral_code: z.string(), referral_url: z.string() })) },
  faults: [],
  uses: ['accounts:read', 'referrals:share', 'limits', 'tokens'],
  example: {
    request: {},
    response: {
      code: 200,
      message: '推荐码已生成',
      data: { referral_code: 'ABC123', referral_url: 'https://example.com/register?ref=ABC123' },
    },
  },
});
