import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { readSize, sizeLimits } from '#shared/domain/pictures/types.ts';
import { drawn, made, makingFaults, modelId, someWords, undrawn } from '../jobs/schemas.ts';

const SIZE = `size 必须是 宽x高,如 1024x1024: 每边 ${sizeLimits.least}–${sizeLimits.most} 像素,长边不超过短边的 ${sizeLimits.form} 倍`;

export const generatePicture = endpoint({
  id: 'v1/image/generate',
  api: 'platform',
  method: 'POST',
  path: '/api/v1/image/generate',
  summary: 'Make a picture (PNG) from a description, of exactly the asked size; it becomes a creation',
  auth: 'account',
  rate: 'generate',
  body: z.strictObject({
    prompt: someWords('prompt', 2000),
    size: z._default(
      z.string(SIZE).check(
        z.regex(/^\d{3,4} ?[xX×*] ?\d{3,4}$/, SIZE),
        z.refine((size) => readSize(size) !== undefined, SIZE),
      ),
      '1024x1024',
    ),
    model_id: modelId,
  }),
  idempotent: true,
  responses: made(drawn, undrawn),
  faults: ['points.insufficient', ...makingFaults],
  uses: [
    ...(['accounts:read', 'ledger:write', 'jobs:write', 'jobs:read', 'models:read', 'queue:image-jobs'] as const),
    ...(['wait', 'public-url', 'idempotency', 'limits', 'tokens'] as const),
  ],
  example: {
    request: { json: { prompt: '一只可爱的猫咪在花园里玩耍', size: '1024x1024', model_id: 2 } },
    response: { code: 200, message: '生成成功', data: { image_url: 'https://cdn.example.com/images/xxx.png', credits_used: 20 } },
  },
});
