import * as z from 'zod/mini';
import type { FaultCode } from '#shared/kernel/faults.ts';
import { envelope } from '../schemas.ts';

const MODEL = 'model_id 必须是正整数';
export const modelId = z.optional(z.int(MODEL).check(z.gte(1, MODEL), z.lte(9_999_999_999, MODEL)));

export const taskParams = z.strictObject({ task_id: z.string().check(z.regex(/^req_[0-9a-z]{1,40}$/, 'task_id 格式错误')) });

/** What a customer writes. JSON can say half of a surrogate pair, which no UTF-8 can carry on to the table or the model. */
export const words = (field: string, most: number) =>
  z.string(`${field} 必须是文本`).check(
    z.trim(),
    z.maxLength(most, `${field} 最多 ${most} 个字符`),
    z.refine((value) => value.isWellFormed(), `${field} 含有无效字符`),
  );
export const someWords = (field: string, most: number) => words(field, most).check(z.minLength(1, `${field} 不能为空`));

/** `note` says what the customer should know of the text: that it misses the length he asked for, or breaks off. */
export const written = z.strictObject({
  ...{ creation_id: z.int(), content: z.string(), credits_used: z.int() },
  note: z.optional(z.string()),
});
export const drawn = z.strictObject({ image_url: z.string(), credits_used: z.int() });
export const deck = z.strictObject({ ppt_id: z.int(), download_url: z.string(), credits_used: z.int() });

const working = { task_id: z.string(), status: z.literal('processing'), status_url: z.string() };
const nothing = { credits_used: z.literal(0) };
/** The same while they are being made. */
export const unwritten = z.strictObject({ creation_id: z.null(), content: z.null(), ...nothing, ...working });
export const undrawn = z.strictObject({ image_url: z.null(), ...nothing, ...working });
export const unmade = z.strictObject({ ppt_id: z.null(), download_url: z.null(), ...nothing, ...working });

/** The answers of work that has one body when it is done and another while it isn't. */
export const made = <Done extends z.ZodMiniType, Working extends z.ZodMiniType>(done: Done, unfinished: Working) => ({
  200: envelope(done),
  202: envelope(unfinished),
});

/** How the making can end badly. */
export const makingFaults: readonly FaultCode[] = ['ai.busy', 'ai.unavailable', 'ai.retired', 'ai.refused', 'job.expired'];
