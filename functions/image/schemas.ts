import * as z from 'zod/mini';
import type { Capability } from '#shared/contract/capabilities.ts';
import type { FaultCode } from '#shared/kernel/faults.ts';

/** Prompts are at most 2,000 characters (decisions.md). */
export const PROMPT_LIMIT = 2000;

/** JSON can say half of a surrogate pair, which no UTF-8 can carry on to the table or the model. */
export const promptText = (field: string) =>
  z.string(`${field} 必须是文本`).check(
    z.trim(),
    z.minLength(1, `${field} 不能为空`),
    z.maxLength(PROMPT_LIMIT, `${field} 最多 ${PROMPT_LIMIT} 个字符`),
    z.refine((text) => text.isWellFormed(), `${field} 含有无效字符`),
  );

/** A key that `POST /api/uploads` gave, in place of the file. */
export const uploadKey = (field: string) => z.string(`${field} 必须是文本`).check(z.maxLength(200, `${field} 无效`));

export const points = z.strictObject({ deducted: z.int(), remaining: z.int() });

/** The documented answer of an image endpoint, with the `data` of its kind. */
export const doneSchema = (data: z.ZodMiniType) =>
  z.strictObject({ success: z.literal(true), message: z.string(), requestId: z.string(), processingTime: z.string(), data, points });

/** The same shape while the work isn't done (decisions.md; DESIGN §4). */
export const processingSchema = (data: z.ZodMiniType) =>
  z.strictObject({
    success: z.literal(true),
    message: z.string(),
    requestId: z.string(),
    status: z.literal('processing'),
    statusUrl: z.string(),
    processingTime: z.string(),
    data,
    points,
  });

export const restoreData = z.strictObject({ originalImage: z.string(), restoredImage: z.string(), imageUrl: z.string() });

export const outfitData = z.strictObject({
  originalImage: z.string(),
  changedImage: z.string(),
  imageUrl: z.string(),
  style: z.nullable(z.string()),
  useReference: z.boolean(),
  referenceImage: z.nullable(z.string()),
});

export const customData = z.strictObject({
  originalImage: z.string(),
  processedImage: z.string(),
  imageUrl: z.string(),
  prompt: z.string(),
});

export const animationTypes = ['general', 'portrait', 'scene', 'custom'] as const;
export const expressionTypes = ['natural', 'smile', 'blink', 'nod', 'speak'] as const;
export const sceneTypes = ['gentle', 'dynamic', 'nature', 'urban', 'vintage'] as const;
export const modelTypes = ['preview', 'fast', 'stable'] as const;
export const aspectRatios = ['16:9', '9:16'] as const;

export const animateData = z.strictObject({
  originalImage: z.string(),
  animatedVideo: z.string(),
  videoUrl: z.string(),
  animationType: z.enum(animationTypes),
  duration: z.string(),
  resolution: z.string(),
  mimeType: z.literal('video/mp4'),
});

export const requestIdParams = z.strictObject({ requestId: z.string().check(z.regex(/^req_[0-9a-z]{1,40}$/, 'requestId 格式错误')) });

/** How work that a model does can end badly. */
export const workFaults: readonly FaultCode[] = [
  'points.insufficient',
  'image.invalid',
  'image.too_large',
  'ai.busy',
  'ai.unavailable',
  'ai.retired',
  'ai.refused',
  'job.expired',
  'job.cancelled',
];

/** What every endpoint that takes a picture and makes a job of it touches, besides its queue. */
export const submitUses = [
  'ledger:write',
  'jobs:write',
  'jobs:read',
  'incoming:write',
  'incoming:read',
  'wait',
  'idempotency',
  'tokens',
] as const satisfies readonly Capability[];
