import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { filmLimits } from '#shared/domain/films/types.ts';
import { modelId, someWords } from '../jobs/schemas.ts';
import { envelope } from '../schemas.ts';

const { least, most } = filmLimits;
const DURATION = `duration 必须是 ${least}–${most} 的整数(秒)`;
const RATIO = 'aspect_ratio 只能是: 16:9、9:16';

export const generateFilm = endpoint({
  id: 'v1/video/generate',
  api: 'platform',
  method: 'POST',
  path: '/api/v1/video/generate',
  summary: 'Make a video of exactly so many seconds from a script; 30 seconds or a part of them for the price of its model',
  auth: 'account',
  rate: 'generate',
  body: z.strictObject({
    script: someWords('script', 5000),
    duration: z._default(z.int(DURATION).check(z.gte(least, DURATION), z.lte(most, DURATION)), 30),
    aspect_ratio: z._default(z.enum(['16:9', '9:16'], RATIO), '16:9'),
    model_id: modelId,
  }),
  idempotent: true,
  responses: { 200: envelope(z.strictObject({ task_id: z.string(), status: z.literal('processing') })) },
  faults: ['points.insufficient', 'job.expired'],
  uses: [
    ...(['accounts:read', 'ledger:write', 'jobs:write', 'jobs:read', 'models:read', 'queue:video-jobs'] as const),
    ...(['idempotency', 'limits', 'tokens'] as const),
  ],
  example: {
    request: { json: { script: '视频脚本内容', duration: 30, model_id: 3 } },
    response: { code: 200, message: '任务已创建', data: { task_id: 'video_task_123', status: 'processing' } },
  },
});
