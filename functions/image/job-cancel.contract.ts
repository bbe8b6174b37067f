import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { points, requestIdParams } from './schemas.ts';

export const jobCancel = endpoint({
  id: 'image/job-cancel',
  api: 'mini',
  method: 'DELETE',
  path: '/api/image/jobs/{requestId}',
  summary: 'Cancel a job that is not finished; its points go back',
  auth: 'account',
  rate: 'write',
  params: requestIdParams,
  responses: {
    200: z.strictObject({
      success: z.literal(true),
      message: z.string(),
      requestId: z.string(),
      status: z.literal('cancelled'),
      points,
    }),
  },
  faults: ['job.not_found', 'job.finished'],
  uses: ['ledger:write', 'jobs:read', 'jobs:write', 'tokens'],
  example: {
    request: { params: { requestId: 'req_1704123456' } },
    response: {
      success: true,
      message: '任务已取消',
      requestId: 'req_1704123456',
      status: 'cancelled',
      points: { deducted: 0, remaining: 180 },
    },
  },
});
