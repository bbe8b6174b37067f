import { endpoint } from '#shared/contract/endpoint.ts';
import { envelope } from '../schemas.ts';
import { creation, creationParams, example } from './schemas.ts';

export const getCreation = endpoint({
  id: 'v1/creations/get',
  api: 'platform',
  method: 'GET',
  path: '/api/v1/creations/{id}',
  summary: 'One creation of the account, its text whole',
  auth: 'account',
  rate: 'query',
  params: creationParams,
  responses: { 200: envelope(creation) },
  faults: ['creation.not_found'],
  uses: ['creations:read', 'texts:read', 'limits', 'tokens', 'public-url'],
  example: { request: { params: { id: '123' } }, response: { code: 200, message: 'success', data: example } },
});
