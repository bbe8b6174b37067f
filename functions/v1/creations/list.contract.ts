import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { creationTypes } from '#shared/domain/creations/types.ts';
import { paged, pageExample, pageQuery } from '../schemas.ts';
import { creation, example } from './schemas.ts';

export const listCreations = endpoint({
  id: 'v1/creations/list',
  api: 'platform',
  method: 'GET',
  path: '/api/v1/creations',
  summary: "The account's creations, newest first; of a long text its beginning",
  auth: 'account',
  rate: 'query',
  query: z.object({ ...pageQuery, type: z.optional(z.enum(creationTypes, `type 只能是 ${creationTypes.join('、')}`)) }),
  responses: { 200: paged(creation) },
  faults: [],
  uses: ['creations:read', 'limits', 'tokens', 'public-url'],
  example: pageExample([example], { total: 100, query: { type: 'writing' } }),
});
