import * as z from 'zod/mini';
import { worker } from '#shared/contract/endpoint.ts';

export const imageWorker = worker({
  id: 'workers/image',
  queue: 'image-jobs',
  summary: 'Runs restore, outfit-change and custom: makes the upload presentable, asks the image model, settles',
  message: z.strictObject({ account: z.string(), job: z.string() }),
  uses: ['ledger:write', 'jobs:read', 'jobs:write', 'incoming:read', 'media:read', 'media:write', 'models:image'],
  timeoutSeconds: 120,
  memory: 1536,
  layers: ['sharp'],
  example: { account: 'user_1736250123_abcdefg', job: 'req_1704123456' },
});
