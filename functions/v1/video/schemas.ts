import * as z from 'zod/mini';

const task = { task_id: z.string() };
const progress = z.int().check(z.gte(0), z.lte(100));

const working = z.strictObject({ ...task, status: z.literal('processing'), progress });
const done = z.strictObject({
  ...task,
  status: z.literal('completed'),
  progress: z.literal(100),
  ...{ video_url: z.string(), creation_id: z.int(), duration: z.string(), credits_used: z.int() },
});
/** Why: 40006 or 40007, as in the document. */
const failed = z.strictObject({
  ...task,
  status: z.literal('failed'),
  progress,
  ...{ credits_used: z.literal(0), error_code: z.int(), error_message: z.string() },
});

/** A film that has been asked for; `progress` in percent. */
export const filmStatus = z.union([done, working, failed]);
