import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { envelope } from '../../schemas.ts';
import { codeParams, operatorUses, webhook, webhookExample } from './schemas.ts';

export const partnerWebhooks = endpoint({
  id: 'v1/operation/partners/webhooks',
  api: 'platform',
  method: 'GET',
  path: '/api/v1/operation/partners/{code}/webhooks',
  summary: 'A partner’s latest 100 webhooks of the last 7 days, newest first, with each attempt',
  auth: 'admin',
  rate: 'query',
  params: codeParams,
  responses: { 200: envelope(z.strictObject({ items: z.array(webhook) })) },
  faults: ['partner.not_found'],
  uses: ['partners:read', 'accounts:read', ...operatorUses],
  example: {
    request: { params: { code: 'hiliad' } },
    response: { code: 200, message: 'success', data: { items: [webhookExample] } },
  },
});
