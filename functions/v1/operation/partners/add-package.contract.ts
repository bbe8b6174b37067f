import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { envelope } from '../../schemas.ts';
import { codeParams, lot, operatorUses, packageSize, reference } from './schemas.ts';

export const addPartnerPackage = endpoint({
  id: 'v1/operation/partners/add-package',
  api: 'platform',
  method: 'POST',
  path: '/api/v1/operation/partners/{code}/packages',
  summary: 'Uploads that were paid for, valid for a year; the same payment adds them once',
  auth: 'admin',
  rate: 'write',
  params: codeParams,
  body: z.strictObject({ package: packageSize, reference }),
  idempotent: true,
  responses: { 200: envelope(z.strictObject({ package: lot, nums: z.int() })) },
  faults: ['partner.not_found'],
  uses: ['partners:read', 'accounts:read', 'ledger:write', 'idempotency', ...operatorUses],
  example: {
    request: { params: { code: 'hiliad' }, json: { package: 50, reference: '2026012210001' } },
    response: {
      code: 200,
      message: '充值成功',
      data: {
        package: {
          ...{ reference: '2026012210001', uploads: 50, amount: 400 },
          ...{ bought_at: '2026-01-22T10:00:00', expires_at: '2027-01-22T10:00:00' },
        },
        nums: 50,
      },
    },
  },
});
