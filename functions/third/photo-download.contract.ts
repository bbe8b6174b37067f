import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { answered, mdf, partnerUses, thirdCode } from './schemas.ts';

export const photoDownload = endpoint({
  id: 'third/photo-download',
  api: 'partner',
  method: 'POST',
  path: '/api/third/photo/download',
  summary: 'Where the repaired photo is, for an hour after it was repaired',
  auth: 'partner',
  rate: 'query',
  accepts: 'form',
  body: z.strictObject({ third_code: thirdCode, mdf }),
  responses: { 200: answered(z.strictObject({ url: z.string() })) },
  faults: ['partner.suspended', 'photo.gone', 'photo.failed', 'photo.working'],
  uses: [...partnerUses, 'jobs:read', 'public-url'],
  example: {
    request: { form: { third_code: 'hiliad', mdf: '40b37f58db153e5149f008421797714e' } },
    response: {
      code: 200,
      data: { url: 'https://photo.fangtangtv.com/static/life_img/40b37f58db153e5149f008421797714e01100.jpg' },
    },
  },
});
