import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { envelope } from '../../schemas.ts';
import { codeParams, example, lot, operatorUses, partner } from './schemas.ts';

export const showPartner = endpoint({
  id: 'v1/operation/partners/show',
  api: 'platform',
  method: 'GET',
  path: '/api/v1/operation/partners/{code}',
  summary: 'A partner with what it has left and what it has bought',
  auth: 'admin',
  rate: 'query',
  params: codeParams,
  responses: { 200: envelope(z.strictObject({ partner, packages: z.array(lot) })) },
  faults: ['partner.not_found'],
  uses: ['partners:read', 'accounts:read', ...operatorUses],
  example: {
    request: { params: { code: 'hiliad' } },
    response: {
      code: 200,
      message: 'success',
      data: {
        partner: example,
        packages: [
          {
            ...{ reference: '2026012210001', uploads: 50, amount: 400 },
            ...{ bought_at: '2026-01-22T10:00:00', expires_at: '2027-01-22T10:00:00' },
          },
        ],
      },
    },
  },
});
