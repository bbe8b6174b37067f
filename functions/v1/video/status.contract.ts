import { endpoint } from '#shared/contract/endpoint.ts';
import { taskParams } from '../jobs/schemas.ts';
import { envelope } from '../schemas.ts';
import { filmStatus } from './schemas.ts';

export const filmStatusOf = endpoint({
  id: 'v1/video/status',
  api: 'platform',
  method: 'GET',
  path: '/api/v1/video/{task_id}/status',
  summary: 'How far a video is, and where it is when it is done',
  auth: 'account',
  rate: 'query',
  params: taskParams,
  responses: { 200: envelope(filmStatus) },
  faults: ['job.not_found', 'creation.not_found'],
  uses: ['jobs:read', 'creations:read', 'public-url', 'limits', 'tokens'],
  example: {
    request: { params: { task_id: 'req_1704123456' } },
    response: {
      code: 200,
      message: 'success',
      data: {
        task_id: 'video_task_123',
        status: 'completed',
        progress: 100,
        video_url: 'https://cdn.example.com/videos/xxx.mp4',
        creation_id: 123,
        duration: '30s',
        credits_used: 50,
      },
    },
  },
});
