import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { providers, workKinds } from '#shared/domain/catalogue/types.ts';
import { envelope } from '../schemas.ts';
import { publicModel } from './schemas.ts';

export const listModels = endpoint({
  id: 'v1/models/list',
  api: 'platform',
  method: 'GET',
  path: '/api/v1/models',
  summary: 'The models that work can be done with',
  auth: 'none',
  rate: 'query',
  query: z.object({
    provider: z.optional(z.enum(providers, `provider 只能是 ${providers.join('、')}`)),
    is_active: z.optional(z.enum(['true', 'false'], 'is_active 只能是 true 或 false')),
    kind: z.optional(z.enum(workKinds, `kind 只能是 ${workKinds.join('、')}`)),
  }),
  responses: { 200: envelope(z.array(z.strictObject(publicModel))) },
  faults: [],
  uses: ['models:read', 'limits', 'tokens'],
  example: {
    request: { query: { provider: 'qwen', is_active: 'true' } },
    response: {
      code: 200,
      message: 'success',
      data: [{ id: 1, name: '通义千问Max', provider: 'qwen', model_name: 'qwen-max', is_active: true, credits_cost: 10 }],
    },
  },
});
