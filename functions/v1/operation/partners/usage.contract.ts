import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { paged, pageExample, pageQuery } from '../../schemas.ts';
import { codeParams, movement, operatorUses } from './schemas.ts';

export const partnerUsage = endpoint({
  id: 'v1/operation/partners/usage',
  api: 'platform',
  method: 'GET',
  path: '/api/v1/operation/partners/{code}/usage',
  summary: 'What moved a partner’s uploads, newest first: photos that were repaired, packages, what expired',
  auth: 'admin',
  rate: 'query',
  params: codeParams,
  query: z.object(pageQuery),
  responses: { 200: paged(movement) },
  faults: ['partner.not_found'],
  uses: ['partners:read', 'accounts:read', ...operatorUses],
  example: pageExample(
    [
      {
        ...{ id: 2, kind: 'used', uploads: -1, balance: 49, reference: '40b37f58db153e5149f008421797714e' },
        ...{ description: '照片修复', created_at: '2026-01-22T10:05:00' },
      },
      {
        ...{ id: 1, kind: 'bought', uploads: 50, balance: 50, reference: '2026012210001' },
        ...{ description: '充值 50 张', created_at: '2026-01-22T10:00:00' },
      },
    ],
    { params: { code: 'hiliad' } },
  ),
});
