import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { answered, partnerUses, thirdCode } from './schemas.ts';
import { photoTold } from './webhook/schemas.ts';

const text = (field: string) => z.string(`${field} 必须是文本`).check(z.maxLength(200, `${field} 过长`));

export const photoUpload = endpoint({
  id: 'third/photo-upload',
  api: 'partner',
  method: 'POST',
  path: '/api/third/photo/upload',
  summary: 'Send a photo for repair; it is repaired after the answer',
  auth: 'partner',
  rate: 'generate',
  accepts: 'form',
  files: ['file'],
  body: z.strictObject({
    third_code: thirdCode,
    /** Its values are many ways to write four: shared/domain/repair/parse.ts. */
    repair_type: text('repair_type'),
    rgb: z.optional(text('rgb')),
    file_key: z.optional(text('file_key')),
    /** Is told when the photo is repaired, or failed: a signed webhook. */
    callback_url: z.optional(z.string('callback_url 必须是文本').check(z.maxLength(2048, 'callback_url 最多 2048 个字符'))),
  }),
  idempotent: true,
  responses: { 200: answered(z.strictObject({ img_url: z.string(), mdf: z.string().check(z.regex(/^[0-9a-f]{32}$/)) })) },
  callback: photoTold,
  faults: [
    'partner.suspended',
    'points.insufficient',
    'image.invalid',
    'image.too_large',
    'photo.upload_failed',
    'photo.failed',
    'photo.submitting',
    'photo.too_many',
  ],
  uses: [
    ...partnerUses,
    'accounts:read',
    'ledger:write',
    'jobs:read',
    'jobs:write',
    'photos:known',
    'photos:write',
    'incoming:read',
    'queue:repair-jobs',
    'queue:repair-priority-jobs',
    'public-url',
    'public-web',
    'idempotency',
  ],
  memory: 1024,
  example: {
    request: { form: { third_code: 'hiliad', repair_type: 'bg', rgb: '255,255,255' }, files: { file: 'photo' } },
    response: {
      code: 200,
      data: {
        img_url: 'https://photo.fangtangtv.com/static/img/6720978a-b256-49fc-b717-81efe6e298d8_out.jpg',
        mdf: '40b37f58db153e5149f008421797714e',
      },
    },
  },
});
