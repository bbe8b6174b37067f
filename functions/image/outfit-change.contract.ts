import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { doneSchema, outfitData, processingSchema, promptText, submitUses, uploadKey, workFaults } from './schemas.ts';

export const outfitChange = endpoint({
  id: 'image/outfit-change',
  api: 'mini',
  method: 'POST',
  path: '/api/image/outfit-change',
  summary: "Change a person's clothes, by a description, a reference picture or both; the face stays",
  auth: 'account',
  rate: 'generate',
  accepts: 'form',
  files: ['image', 'reference'],
  body: z.strictObject({
    imageKey: z.optional(uploadKey('imageKey')),
    referenceKey: z.optional(uploadKey('referenceKey')),
    style: z.optional(promptText('style')),
  }),
  idempotent: true,
  responses: { 200: doneSchema(outfitData), 202: processingSchema(outfitData) },
  faults: workFaults,
  uses: [...submitUses, 'queue:image-jobs'],
  memory: 1024,
  example: {
    request: { form: { style: '商务正装' }, files: { image: 'photo' } },
    response: {
      success: true,
      message: '换装完成',
      requestId: 'req_1704123457',
      processingTime: '5678ms',
      data: {
        originalImage: 'upload_124.jpg',
        changedImage: 'outfit_124.jpg',
        imageUrl: '/uploads/outfit_124.jpg',
        style: '商务正装',
        useReference: false,
        referenceImage: null,
      },
      points: { deducted: 20, remaining: 150 },
    },
  },
});
