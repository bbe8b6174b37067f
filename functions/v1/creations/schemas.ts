import * as z from 'zod/mini';
import { creationTypes } from '#shared/domain/creations/types.ts';
import { time } from '../schemas.ts';

/** A creation as every answer shows it; `file_url` where there is a picture, a video or a presentation. */
export const creation = z.strictObject({
  id: z.int(),
  type: z.enum(creationTypes),
  tool_type: z.nullable(z.string()),
  title: z.string(),
  content: z.string(),
  file_url: z.optional(z.string()),
  created_at: time,
});

const NUMBER = 'id 必须是正整数';

export const creationParams = z.strictObject({
  id: z.pipe(z.string().check(z.regex(/^[1-9]\d{0,9}$/, NUMBER)), z.pipe(z.transform(Number), z.int())),
});

/** What a request says of a creation in the document. */
export const example = {
  id: 123,
  type: 'writing',
  tool_type: 'wechat_article',
  title: '如何提高工作效率',
  content: '文章内容...',
  created_at: '2026-01-22T10:00:00',
} as const;
