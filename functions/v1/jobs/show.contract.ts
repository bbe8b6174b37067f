import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { deck, drawn, made, makingFaults, taskParams, undrawn, unmade, unwritten, written } from './schemas.ts';

export const showJob = endpoint({
  id: 'v1/jobs/show',
  api: 'platform',
  method: 'GET',
  path: '/api/v1/jobs/{task_id}',
  summary: 'What became of work that was answered 202: the body of the endpoint that began it, or 202 while it goes on',
  auth: 'account',
  rate: 'query',
  params: taskParams,
  responses: made(z.union([written, drawn, deck]), z.union([unwritten, undrawn, unmade])),
  faults: ['job.not_found', 'creation.not_found', ...makingFaults],
  uses: ['jobs:read', 'creations:read', 'texts:read', 'wait', 'public-url', 'limits', 'tokens'],
  example: {
    request: { params: { task_id: 'req_1704123456' } },
    response: { code: 200, message: '生成成功', data: { creation_id: 123, content: '生成的文章内容...', credits_used: 10 } },
  },
});
