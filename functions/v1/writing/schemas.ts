import * as z from 'zod/mini';
import { toolTypes, type WritingField, type WritingFieldName, writingFields } from '#shared/domain/writing/names.ts';
import type { FaultCode } from '#shared/kernel/faults.ts';
import { envelope } from '../schemas.ts';

/** JSON can say half of a surrogate pair, which no UTF-8 can carry on to the table or the model. */
const text = (field: string, most: number) =>
  z.string(`${field} 必须是文本`).check(
    z.trim(),
    z.maxLength(most, `${field} 最多 ${most} 个字符`),
    z.refine((value) => value.isWellFormed(), `${field} 含有无效字符`),
  );

const ownFields = Object.fromEntries(
  (Object.entries(writingFields) as [WritingFieldName, WritingField][]).map(([name, { longest }]) => [
    name,
    z.optional(text(name, longest)),
  ]),
) as Record<WritingFieldName, z.ZodMiniOptional<z.ZodMiniString>>;

const MODEL = 'model_id 必须是正整数';

/** What every tool takes, and the fields that only some have: which, `GET /api/v1/writing/tools` says. */
export const writingBody = z.strictObject({
  title: text('title', 200).check(z.minLength(1, 'title 不能为空')),
  keywords: z.optional(z.array(text('keywords', 50), 'keywords 必须是文本的数组').check(z.maxLength(20, 'keywords 最多 20 个'))),
  requirements: z.optional(text('requirements', 2000)),
  model_id: z.optional(z.int(MODEL).check(z.gte(1, MODEL), z.lte(9_999_999_999, MODEL))),
  ...ownFields,
});

export const toolParams = z.strictObject({ tool_type: z.enum(toolTypes, `tool_type 只能是: ${toolTypes.join('、')}`) });
export const taskParams = z.strictObject({ task_id: z.string().check(z.regex(/^req_[0-9a-z]{1,40}$/, 'task_id 格式错误')) });

/** `note` says what the customer should know of the text: that it misses the length he asked for, or breaks off. */
export const written = envelope(
  z.strictObject({ creation_id: z.int(), content: z.string(), credits_used: z.int(), note: z.optional(z.string()) }),
);

/** The same while it is being written. */
export const processing = envelope(
  z.strictObject({
    ...{ creation_id: z.null(), content: z.null(), credits_used: z.literal(0) },
    ...{ task_id: z.string(), status: z.literal('processing'), status_url: z.string() },
  }),
);

/** How writing can end badly. */
export const writingFaults: readonly FaultCode[] = ['ai.busy', 'ai.unavailable', 'ai.retired', 'ai.refused', 'job.expired'];

/** The document's own example. */
export const example = {
  code: 200,
  message: '生成成功',
  data: { creation_id: 123, content: '生成的文章内容...', credits_used: 10 },
} as const;
