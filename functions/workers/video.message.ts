import * as z from 'zod/mini';
import { worker } from '#shared/contract/endpoint.ts';

export const videoWorker = worker({
  id: 'workers/video',
  queue: 'video-jobs',
  summary: 'Starts a video or the clips of a film, looks at them again and again in messages of its own, stores what is done, settles',
  /** `look` counts the looks; absent or 0: the video is yet to be started. */
  message: z.strictObject({ account: z.string(), job: z.string(), look: z._default(z.int(), 0) }),
  uses: [
    ...(['ledger:write', 'jobs:read', 'jobs:write', 'creations:write', 'queue:video-jobs'] as const),
    ...(['incoming:read', 'incoming:write', 'media:read', 'media:write'] as const),
    ...(['models:video', 'models:text', 'models:read', 'models:rests'] as const),
  ],
  timeoutSeconds: 120,
  memory: 1024,
  layers: ['sharp'],
  example: { account: 'user_1736250123_abcdefg', job: 'req_1704123459', look: 0 },
});
