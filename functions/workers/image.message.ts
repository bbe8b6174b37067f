import * as z from 'zod/mini';
import { worker } from '#shared/contract/endpoint.ts';

export const imageWorker = worker({
  id: 'workers/image',
  queue: 'image-jobs',
  summary: 'Runs restore, outfit-change, custom and the making of new pictures: asks an image model, stores, settles',
  message: z.strictObject({ account: z.string(), job: z.string() }),
  uses: [
    ...(['ledger:write', 'jobs:read', 'jobs:write', 'creations:write', 'incoming:read', 'media:read', 'media:write'] as const),
    ...(['models:image', 'models:read', 'models:rests', 'vault'] as const),
  ],
  timeoutSeconds: 120,
  memory: 1536,
  layers: ['sharp'],
  example: { account: 'user_1736250123_abcdefg', job: 'req_1704123456' },
});
