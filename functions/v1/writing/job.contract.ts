import { endpoint } from '#shared/contract/endpoint.ts';
import { example, processing, taskParams, writingFaults, written } from './schemas.ts';

export const writingJob = endpoint({
  id: 'v1/writing/job',
  api: 'platform',
  method: 'GET',
  path: '/api/v1/writing/jobs/{task_id}',
  summary: 'What became of a piece: the body of the endpoint that began it, or 202 while it is being written',
  auth: 'account',
  rate: 'query',
  params: taskParams,
  responses: { 200: written, 202: processing },
  faults: ['job.not_found', 'creation.not_found', ...writingFaults],
  uses: ['jobs:read', 'creations:read', 'texts:read', 'wait', 'limits', 'tokens'],
  example: { request: { params: { task_id: 'req_1704123456' } }, response: example },
});
