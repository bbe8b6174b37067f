import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { answered, partnerUses, thirdCode } from './schemas.ts';

const types = ['image/jpeg', 'image/png', 'image/webp', 'image/heic'] as const;
/** The same as the mini-program's (decisions.md, "Images"). */
const LIMIT = 20 * 1024 * 1024;

/** Forms say numbers as texts. */
const size = z.pipe(
  z.union([z.string().check(z.regex(/^\d{1,9}$/)), z.int()], 'bytes 必须是整数'),
  z.pipe(z.transform(Number), z.number().check(z.gte(1, 'bytes 必须大于 0'), z.lte(LIMIT, 'bytes 最大 20971520 (20 MB)'))),
);

export const photoPresign = endpoint({
  id: 'third/photo-presign',
  api: 'partner',
  method: 'POST',
  path: '/api/third/photo/presign',
  summary: 'A presigned PUT for a photo of up to 20 MB; its file_key then stands in for the file',
  auth: 'partner',
  rate: 'write',
  accepts: 'form',
  body: z.strictObject({
    third_code: thirdCode,
    content_type: z.enum(types, `content_type 必须是 ${types.join(' / ')} 之一`),
    bytes: size,
  }),
  responses: {
    200: answered(
      z.strictObject({
        file_key: z.string(),
        upload_url: z.string(),
        method: z.literal('PUT'),
        headers: z.strictObject({ 'content-type': z.string() }),
        expires_in: z.int(),
      }),
    ),
  },
  faults: ['partner.suspended'],
  uses: [...partnerUses, 'incoming:write'],
  example: {
    request: { form: { third_code: 'hiliad', content_type: 'image/jpeg', bytes: '6000000' } },
    response: {
      code: 200,
      data: {
        file_key: 'incoming/partner_1736250123_abcdefg/0123456789abcdefghjkmnpqrs',
        upload_url: 'https://bucket.s3.amazonaws.com/incoming/…?X-Amz-Signature=…',
        method: 'PUT',
        headers: { 'content-type': 'image/jpeg' },
        expires_in: 900,
      },
    },
  },
});
