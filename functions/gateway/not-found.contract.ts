import { endpoint } from '#shared/contract/endpoint.ts';

export const notFound = endpoint({
  id: 'gateway/not-found',
  api: 'mini',
  method: 'GET',
  path: '$default',
  summary:
    "Unknown paths and wrong methods, in the error shape of the API they're nearest to: 404, or 405 with Allow; browsers' preflights",
  auth: 'none',
  rate: 'none',
  accepts: 'raw',
  responses: { 204: null },
  faults: ['request.not_found', 'request.method'],
  uses: [],
  memory: 256,
  example: { request: {}, response: null },
});
