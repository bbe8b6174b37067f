import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { customData, doneSchema, processingSchema, promptText, submitUses, uploadKey, workFaults } from './schemas.ts';

export const custom = endpoint({
  id: 'image/custom',
  api: 'mini',
  method: 'POST',
  path: '/api/image/custom',
  summary: 'Change a picture as the prompt says: background, filter, style',
  auth: 'account',
  rate: 'generate',
  accepts: 'form',
  files: ['image'],
  body: z.strictObject({ imageKey: z.optional(uploadKey('imageKey')), prompt: promptText('prompt') }),
  idempotent: true,
  responses: { 200: doneSchema(customData), 202: processingSchema(customData) },
  faults: workFaults,
  uses: [...submitUses, 'queue:image-jobs'],
  memory: 1024,
  example: {
    request: { form: { prompt: '把背景改成海滩日落风景' }, files: { image: 'photo' } },
    response: {
      success: true,
      message: '自定义图片处理完成',
      requestId: 'req_1704123458',
      processingTime: '4567ms',
      data: {
        originalImage: 'upload_125.jpg',
        processedImage: 'custom_125.jpg',
        imageUrl: '/uploads/custom_125.jpg',
        prompt: '把背景改成海滩日落风景',
      },
      points: { deducted: 15, remaining: 135 },
    },
  },
});
