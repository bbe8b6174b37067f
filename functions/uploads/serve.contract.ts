import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';

export const serveUpload = endpoint({
  id: 'uploads/serve',
  api: 'mini',
  method: 'GET',
  path: '/uploads/{name}',
  summary: 'A picture or video by its unguessable name: 302 to a presigned URL, 202 while a video is in the making',
  auth: 'none',
  rate: 'none',
  params: z.strictObject({ name: z.string() }),
  responses: {
    302: null,
    202: z.strictObject({ success: z.literal(true), message: z.string(), status: z.literal('processing') }),
  },
  faults: ['media.not_found'],
  uses: ['media:read', 'photos:read', 'media:pending'],
  example: { request: { params: { name: 'restored_0123456789abcdefghjkmnpqrs.jpg' } }, response: null },
});
