import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { envelope } from '../../schemas.ts';
import { operatorUses, webhook, webhookExample } from './schemas.ts';

export const resendWebhook = endpoint({
  id: 'v1/operation/partners/resend',
  api: 'platform',
  method: 'POST',
  path: '/api/v1/operation/partners/{code}/webhooks/{mdf}/resend',
  summary: 'Tell a partner of a photo once more, within a minute, and for a day if it must be',
  auth: 'admin',
  rate: 'write',
  params: z.strictObject({ code: z.string().check(z.maxLength(64)), mdf: z.string().check(z.maxLength(64)) }),
  responses: { 200: envelope(webhook) },
  faults: ['partner.not_found', 'webhook.not_found'],
  uses: ['partners:read', 'webhooks:tell', ...operatorUses],
  example: {
    request: { params: { code: 'hiliad', mdf: '40b37f58db153e5149f008421797714e' } },
    response: { code: 200, message: '将在一分钟内重新发送', data: { ...webhookExample, state: 'pending' } },
  },
});
