import * as z from 'zod/mini';
import { worker } from '#shared/contract/endpoint.ts';

export const publishWorker = worker({
  id: 'workers/publish',
  queue: 'publish-jobs',
  summary: 'Publishes a creation on the platforms that it is meant for, at most once each, and finds out what became of it',
  message: z.strictObject({ account: z.string(), publication: z.int() }),
  uses: [
    'publications:write',
    'bindings:read',
    'creations:read',
    'texts:read',
    'media:read',
    'vault',
    'publish:wechat',
    'publish:source',
    'queue:publish-jobs',
  ],
  timeoutSeconds: 60,
  example: { account: 'u_1', publication: 1 },
});
