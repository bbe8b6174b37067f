import * as z from 'zod/mini';
import { worker } from '#shared/contract/endpoint.ts';

export const writingWorker = worker({
  id: 'workers/writing',
  queue: 'writing-jobs',
  summary: 'Writes texts and makes presentations: asks the text models in their order, stores the result, settles',
  message: z.strictObject({ account: z.string(), job: z.string() }),
  uses: [
    ...(['ledger:write', 'jobs:read', 'jobs:write', 'creations:write', 'texts:read', 'texts:write'] as const),
    ...(['media:read', 'media:write'] as const),
    ...(['models:read', 'models:rests', 'models:text'] as const),
  ],
  timeoutSeconds: 240,
  memory: 512,
  example: { account: 'u_1', job: 'req_1704123456' },
});
