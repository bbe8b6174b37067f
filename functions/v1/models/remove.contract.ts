import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { envelope } from '../schemas.ts';
import { modelParams } from './schemas.ts';

export const removeModel = endpoint({
  id: 'v1/models/remove',
  api: 'platform',
  method: 'DELETE',
  path: '/api/v1/models/{id}',
  summary: 'Take a model away, with its key; built-in ones can be switched off instead',
  auth: 'admin',
  rate: 'write',
  params: modelParams,
  responses: { 200: envelope(z.strictObject({ id: z.int() })) },
  faults: ['model.not_found'],
  uses: ['models:write', 'roles:read', 'limits', 'tokens'],
  example: { request: { params: { id: '11' } }, response: { code: 200, message: '模型已删除', data: { id: 11 } } },
});
