import * as z from 'zod/mini';
import { toolTypes, type WritingField, type WritingFieldName, writingFields } from '#shared/domain/writing/names.ts';
import { modelId, someWords, words } from '../jobs/schemas.ts';

const ownFields = Object.fromEntries(
  (Object.entries(writingFields) as [WritingFieldName, WritingField][]).map(([name, { longest }]) => [
    name,
    z.optional(words(name, longest)),
  ]),
) as Record<WritingFieldName, z.ZodMiniOptional<z.ZodMiniString>>;

/** What every tool takes, and the fields that only some have: which, `GET /api/v1/writing/tools` says. */
export const writingBody = z.strictObject({
  title: someWords('title', 200),
  keywords: z.optional(z.array(words('keywords', 50), 'keywords 必须是文本的数组').check(z.maxLength(20, 'keywords 最多 20 个'))),
  requirements: z.optional(words('requirements', 2000)),
  model_id: modelId,
  ...ownFields,
});

export const toolParams = z.strictObject({ tool_type: z.enum(toolTypes, `tool_type 只能是: ${toolTypes.join('、')}`) });

/** The document's own example: what is asked, and the answer. */
export const asked = {
  params: { tool_type: 'wechat_article' },
  json: { title: '如何提高工作效率', keywords: ['时间管理', '效率工具'], requirements: '字数2000字,包含实用技巧', model_id: 1 },
};
export const example = {
  code: 200,
  message: '生成成功',
  data: { creation_id: 123, content: '生成的文章内容...', credits_used: 10 },
} as const;
