import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';

/** Through a presigned PUT; a file through the gateway is ≤ 4.5 MB (decisions.md). */
export const UPLOAD_LIMIT = 20 * 1024 * 1024;
export const uploadTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/heic'] as const;

export const createUpload = endpoint({
  id: 'uploads/create',
  api: 'mini',
  method: 'POST',
  path: '/api/uploads',
  summary: 'A presigned PUT for a picture of up to 20 MB; its key then stands in for the file as imageKey or referenceKey',
  auth: 'account',
  rate: 'write',
  body: z.strictObject({
    contentType: z.enum(uploadTypes, `contentType 必须是 ${uploadTypes.join(' / ')} 之一`),
    bytes: z.int('bytes 必须是整数').check(z.gte(1, 'bytes 必须大于 0'), z.lte(UPLOAD_LIMIT, 'bytes 最大 20971520 (20 MB)')),
  }),
  responses: {
    200: z.strictObject({
      success: z.literal(true),
      data: z.strictObject({
        key: z.string(),
        uploadUrl: z.string(),
        method: z.literal('PUT'),
        headers: z.strictObject({ 'content-type': z.string() }),
        expiresIn: z.int(),
      }),
    }),
  },
  faults: [],
  uses: ['incoming:write', 'tokens'],
  example: {
    request: { json: { contentType: 'image/jpeg', bytes: 6000000 } },
    response: {
      success: true,
      data: {
        key: 'incoming/user_1736250123_abcdefg/0123456789abcdefghjkmnpqrs',
        uploadUrl: 'https://bucket.s3.amazonaws.com/incoming/…?X-Amz-Signature=…',
        method: 'PUT',
        headers: { 'content-type': 'image/jpeg' },
        expiresIn: 900,
      },
    },
  },
});
