import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { paged, pageExample, pageQuery } from '../../schemas.ts';
import { example, operatorUses, partner } from './schemas.ts';

export const listPartners = endpoint({
  id: 'v1/operation/partners/list',
  api: 'platform',
  method: 'GET',
  path: '/api/v1/operation/partners',
  summary: 'All partners by their codes, with what they have left',
  auth: 'admin',
  rate: 'query',
  query: z.object(pageQuery),
  responses: { 200: paged(partner) },
  faults: [],
  uses: ['partners:read', 'partners:list', 'accounts:read', ...operatorUses],
  example: pageExample([example]),
});
