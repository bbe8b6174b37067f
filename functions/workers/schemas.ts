import * as z from 'zod/mini';
import type { Capability } from '#shared/contract/capabilities.ts';

export const repairMessage = z.strictObject({ account: z.string(), job: z.string() });

/** What the workers of both lanes have in common. Three calls of the model and a picture of 50 megapixels fit. */
export const repairSettings = {
  uses: [
    'ledger:write',
    'jobs:read',
    'jobs:write',
    'photos:read',
    'photos:write',
    'models:image',
    'queue:webhooks',
  ] as const satisfies Capability[],
  timeoutSeconds: 300,
  memory: 2048,
  layers: ['sharp'] as const,
  example: { account: 'partner_1736250123_abcdefg', job: 'req_1704123456' },
};
