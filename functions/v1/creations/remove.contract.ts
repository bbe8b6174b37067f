import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { envelope } from '../schemas.ts';
import { creationParams } from './schemas.ts';

export const removeCreation = endpoint({
  id: 'v1/creations/remove',
  api: 'platform',
  method: 'DELETE',
  path: '/api/v1/creations/{id}',
  summary: 'Delete a creation with its file; points that were spent on it stay spent',
  auth: 'account',
  rate: 'write',
  params: creationParams,
  responses: { 200: envelope(z.strictObject({ id: z.int() })) },
  faults: ['creation.not_found'],
  uses: ['creations:write', 'texts:remove', 'media:remove', 'limits', 'tokens'],
  example: { request: { params: { id: '123' } }, response: { code: 200, message: '删除成功', data: { id: 123 } } },
});
