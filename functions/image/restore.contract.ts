import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { doneSchema, processingSchema, restoreData, submitUses, uploadKey, workFaults } from './schemas.ts';

export const restore = endpoint({
  id: 'image/restore',
  api: 'mini',
  method: 'POST',
  path: '/api/image/restore',
  summary: 'Restore an old photo: scratches, stains, sharpness, contrast',
  auth: 'account',
  rate: 'generate',
  accepts: 'form',
  files: ['image'],
  body: z.strictObject({ imageKey: z.optional(uploadKey('imageKey')) }),
  idempotent: true,
  responses: { 200: doneSchema(restoreData), 202: processingSchema(restoreData) },
  faults: workFaults,
  uses: [...submitUses, 'queue:image-jobs'],
  memory: 1024,
  example: {
    request: { files: { image: 'photo' } },
    response: {
      success: true,
      message: '老照片修复完成',
      requestId: 'req_1704123456',
      processingTime: '3245ms',
      data: { originalImage: 'upload_123.jpg', restoredImage: 'restored_123.jpg', imageUrl: '/uploads/restored_123.jpg' },
      points: { deducted: 10, remaining: 170 },
    },
  },
});
