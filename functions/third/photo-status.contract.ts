import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { answered, mdf, partnerUses, thirdCode } from './schemas.ts';

export const photoStatus = endpoint({
  id: 'third/photo-status',
  api: 'partner',
  method: 'POST',
  path: '/api/third/photo/status',
  summary: 'Whether a photo is repaired: 100 while it works, 200 when it is done; 9009 when it failed, which costs nothing',
  auth: 'partner',
  rate: 'query',
  accepts: 'form',
  body: z.strictObject({ third_code: thirdCode, mdf }),
  responses: { 200: answered(z.strictObject({ msg: z.string(), status: z.union([z.literal(100), z.literal(200)]) })) },
  faults: ['partner.suspended', 'photo.unknown', 'photo.failed'],
  uses: [...partnerUses, 'jobs:read'],
  example: {
    request: { form: { third_code: 'hiliad', mdf: '40b37f58db153e5149f008421797714e' } },
    response: { code: 200, data: { msg: '图片处理完成', status: 200 } },
  },
});
