import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { answered, partnerUses, thirdCode } from './schemas.ts';

export const companyNums = endpoint({
  id: 'third/company-nums',
  api: 'partner',
  method: 'POST',
  path: '/api/third/company/nums',
  summary: 'How many uploads are left',
  auth: 'partner',
  rate: 'query',
  accepts: 'form',
  body: z.strictObject({ third_code: thirdCode }),
  responses: { 200: answered(z.strictObject({ code: z.string(), nums: z.int() })) },
  faults: ['partner.not_found', 'partner.suspended'],
  uses: [...partnerUses, 'accounts:read'],
  example: {
    request: { form: { third_code: 'hiliad' } },
    response: { code: 200, data: { code: 'hiliad', nums: 98 } },
  },
});
