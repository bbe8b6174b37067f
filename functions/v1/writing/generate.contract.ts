import { endpoint } from '#shared/contract/endpoint.ts';
import { made, makingFaults, unwritten, written } from '../jobs/schemas.ts';
import { asked, example, toolParams, writingBody } from './schemas.ts';

export const generateWriting = endpoint({
  id: 'v1/writing/generate',
  api: 'platform',
  method: 'POST',
  path: '/api/v1/writing/{tool_type}/generate',
  summary: 'Write a piece with one of the tools; it becomes a creation',
  auth: 'account',
  rate: 'generate',
  params: toolParams,
  body: writingBody,
  idempotent: true,
  responses: made(written, unwritten),
  faults: ['points.insufficient', 'creation.not_found', ...makingFaults],
  uses: [
    ...(['accounts:read', 'ledger:write', 'jobs:write', 'jobs:read', 'models:read', 'creations:read', 'texts:read'] as const),
    ...(['queue:writing-jobs', 'wait', 'idempotency', 'limits', 'tokens'] as const),
  ],
  example: { request: asked, response: example },
});
