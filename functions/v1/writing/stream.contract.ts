import { endpoint } from '#shared/contract/endpoint.ts';
import { makingFaults, written } from '../jobs/schemas.ts';
import { envelope } from '../schemas.ts';
import { asked, example, toolParams, writingBody } from './schemas.ts';

/** It writes in the function that is asked, so it may do what the endpoint and the worker may. */
export const streamWriting = endpoint({
  id: 'v1/writing/stream',
  api: 'platform',
  method: 'POST',
  path: '/api/v1/writing/{tool_type}/stream',
  summary:
    'The same piece told as it is written: `delta` events with `text`, then `done` with the whole, or `error`. At the `stream_url` of the list of tools',
  auth: 'account',
  rate: 'generate',
  params: toolParams,
  body: writingBody,
  idempotent: true,
  produces: 'text/event-stream',
  responses: { 200: envelope(written) },
  faults: ['points.insufficient', 'creation.not_found', 'job.cancelled', ...makingFaults],
  uses: [
    ...(['accounts:read', 'ledger:write', 'jobs:write', 'jobs:read', 'models:read', 'models:rests', 'models:text'] as const),
    ...(['creations:write', 'creations:read', 'texts:read', 'texts:write', 'idempotency', 'limits', 'tokens'] as const),
  ],
  timeoutSeconds: 240,
  example: { request: asked, response: example },
});
