import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { animateData, customData, doneSchema, outfitData, processingSchema, requestIdParams, restoreData, workFaults } from './schemas.ts';

const anyData = z.union([restoreData, outfitData, customData, animateData]);

export const jobStatus = endpoint({
  id: 'image/job-status',
  api: 'mini',
  method: 'GET',
  path: '/api/image/jobs/{requestId}',
  summary: "A job's result: the body of the endpoint that made it, or 202 while it works",
  auth: 'account',
  rate: 'query',
  params: requestIdParams,
  responses: { 200: doneSchema(anyData), 202: processingSchema(anyData) },
  faults: ['job.not_found', ...workFaults],
  uses: ['accounts:read', 'jobs:read', 'wait', 'tokens'],
  example: {
    request: { params: { requestId: 'req_1704123456' } },
    response: {
      success: true,
      message: '老照片修复完成',
      requestId: 'req_1704123456',
      processingTime: '3245ms',
      data: { originalImage: 'upload_123.jpg', restoredImage: 'restored_123.jpg', imageUrl: '/uploads/restored_123.jpg' },
      points: { deducted: 10, remaining: 170 },
    },
  },
});
