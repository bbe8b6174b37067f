import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { envelope } from '../../schemas.ts';
import { codeParams, example, lane, name, operatorUses, partner, state } from './schemas.ts';

export const updatePartner = endpoint({
  id: 'v1/operation/partners/update',
  api: 'platform',
  method: 'PUT',
  path: '/api/v1/operation/partners/{code}',
  summary: 'Suspend or resume a partner, change its lane or its name; what is not named stays',
  auth: 'admin',
  rate: 'write',
  params: codeParams,
  body: z
    .strictObject({ state: z.optional(state), lane: z.optional(lane), name: z.optional(name) })
    .check(z.refine((change) => Object.keys(change).length > 0, { path: ['state'], error: '至少提供 state、lane、name 之一' })),
  responses: { 200: envelope(partner) },
  faults: ['partner.not_found'],
  uses: ['partners:read', 'partners:change', 'accounts:read', ...operatorUses],
  example: {
    request: { params: { code: 'hiliad' }, json: { state: 'suspended' } },
    response: { code: 200, message: '合作方已更新', data: { ...example, state: 'suspended' } },
  },
});
