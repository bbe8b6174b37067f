import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { envelope } from '../../schemas.ts';
import { example, lane, name, operatorUses, partner } from './schemas.ts';

const secret = z
  .string('secret_key 必须是文本')
  .check(z.minLength(6, 'secret_key 至少 6 个字符'), z.maxLength(200, 'secret_key 最多 200 个字符'));

export const createPartner = endpoint({
  id: 'v1/operation/partners/create',
  api: 'platform',
  method: 'POST',
  path: '/api/v1/operation/partners',
  summary: 'A new partner with an empty account; its secrets are told in this answer and never again',
  auth: 'admin',
  rate: 'write',
  body: z.strictObject({
    code: z.string('code 必须是文本'),
    name: z._default(name, ''),
    lane: z._default(lane, 'bulk'),
    /** The secret that it signs with already, somewhere else. */
    secret_key: z.optional(secret),
  }),
  responses: { 200: envelope(z.strictObject({ partner, secret_key: z.string(), webhook_secret: z.string() })) },
  faults: [],
  uses: ['partners:read', 'partners:create', 'ledger:write', 'vault', ...operatorUses],
  example: {
    request: { json: { code: 'hiliad', name: 'Hili Photo', lane: 'bulk' } },
    response: {
      code: 200,
      message: '合作方创建成功,密钥仅显示一次',
      data: { partner: { ...example, nums: 0, held: 0 }, secret_key: '4rz8kq0m…', webhook_secret: 'whsec_NHJ6OGtx…' },
    },
  },
});
