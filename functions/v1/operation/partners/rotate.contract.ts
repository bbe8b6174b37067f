import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { envelope } from '../../schemas.ts';
import { codeParams, grace, operatorUses } from './schemas.ts';

const secrets = ['secret_key', 'webhook_secret'] as const;

export const rotatePartner = endpoint({
  id: 'v1/operation/partners/rotate',
  api: 'platform',
  method: 'POST',
  path: '/api/v1/operation/partners/{code}/rotate',
  summary: 'A new secret, told once; the old one is taken for no time, an hour or a day longer',
  auth: 'admin',
  rate: 'write',
  params: codeParams,
  body: z.strictObject({ grace, secret: z._default(z.enum(secrets, `secret 必须是 ${secrets.join(' / ')} 之一`), 'secret_key') }),
  responses: {
    200: envelope(z.strictObject({ code: z.string(), secret_key: z.optional(z.string()), webhook_secret: z.optional(z.string()) })),
  },
  faults: ['partner.not_found'],
  uses: ['partners:read', 'partners:change', 'vault', ...operatorUses],
  example: {
    request: { params: { code: 'hiliad' }, json: { grace: 'hour' } },
    response: { code: 200, message: '密钥已更换,仅显示一次', data: { code: 'hiliad', secret_key: '4rz8kq0m…' } },
  },
});
