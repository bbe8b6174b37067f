import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import {
  animateData,
  animationTypes,
  aspectRatios,
  doneSchema,
  expressionTypes,
  modelTypes,
  processingSchema,
  promptText,
  sceneTypes,
  submitUses,
  uploadKey,
  workFaults,
} from './schemas.ts';

const oneOf = <const T extends readonly [string, ...string[]]>(field: string, values: T) =>
  z.enum(values, `${field} 必须是 ${values.join(' / ')} 之一`);

export const animate = endpoint({
  id: 'image/animate',
  api: 'mini',
  method: 'POST',
  path: '/api/image/animate',
  summary: 'Make a photo move: a portrait, a scene, or as described',
  auth: 'account',
  rate: 'generate',
  accepts: 'form',
  files: ['image'],
  body: z
    .strictObject({
      imageKey: z.optional(uploadKey('imageKey')),
      animationType: z._default(oneOf('animationType', animationTypes), 'general'),
      expressionType: z.optional(oneOf('expressionType', expressionTypes)),
      sceneType: z.optional(oneOf('sceneType', sceneTypes)),
      motionPrompt: z.optional(promptText('motionPrompt')),
      modelType: z._default(oneOf('modelType', modelTypes), 'preview'),
      aspectRatio: z._default(oneOf('aspectRatio', aspectRatios), '16:9'),
      negativePrompt: z.optional(promptText('negativePrompt')),
    })
    .check(
      z.refine((body) => body.animationType !== 'custom' || body.motionPrompt !== undefined, {
        path: ['motionPrompt'],
        error: 'animationType 为 custom 时必须填写 motionPrompt',
      }),
    ),
  idempotent: true,
  responses: { 200: doneSchema(animateData), 202: processingSchema(animateData) },
  faults: workFaults,
  uses: [...submitUses, 'jobs:announce', 'queue:video-jobs'],
  memory: 1024,
  example: {
    request: { form: { animationType: 'portrait', expressionType: 'smile' }, files: { image: 'photo' } },
    response: {
      success: true,
      message: '照片动画生成完成',
      requestId: 'req_1704123459',
      processingTime: '15678ms',
      data: {
        originalImage: 'upload_126.jpg',
        animatedVideo: 'animated_126_photo.mp4',
        videoUrl: '/uploads/animated_126_photo.mp4',
        animationType: 'portrait',
        duration: '3s',
        resolution: '1024x576',
        mimeType: 'video/mp4',
      },
      points: { deducted: 30, remaining: 105 },
    },
  },
});
