import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { codeParams, operatorUses } from './schemas.ts';

const MONTH = 'month 必须是月份,如 2026-01';

export const partnerStatement = endpoint({
  id: 'v1/operation/partners/statement',
  api: 'platform',
  method: 'GET',
  path: '/api/v1/operation/partners/{code}/statement',
  summary: 'A month of a partner’s uploads as CSV, with the balance before and after it',
  auth: 'admin',
  rate: 'query',
  params: codeParams,
  query: z.object({ month: z.string(MONTH).check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/, MONTH)) }),
  produces: 'text/csv',
  responses: { 200: null },
  faults: ['partner.not_found'],
  uses: ['partners:read', 'accounts:read', ...operatorUses],
  example: {
    request: { params: { code: 'hiliad' }, query: { month: '2026-01' } },
    response: 'time,kind,uploads,balance,reference,description,amount_cny\r\n…',
  },
});
