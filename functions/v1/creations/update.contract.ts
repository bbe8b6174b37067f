import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { envelope } from '../schemas.ts';
import { creation, creationParams, example } from './schemas.ts';

const wellFormed = (field: string) => z.refine<string>((text) => text.isWellFormed(), `${field} 含有无效字符`);

/** Far above any text that is written here, and below what a request may hold. */
const LONGEST = 1_000_000;

export const updateCreation = endpoint({
  id: 'v1/creations/update',
  api: 'platform',
  method: 'PUT',
  path: '/api/v1/creations/{id}',
  summary: 'Change the title, the text or both',
  auth: 'account',
  rate: 'write',
  params: creationParams,
  body: z
    .strictObject({
      title: z.optional(
        z
          .string('title 必须是文本')
          .check(z.trim(), z.minLength(1, 'title 不能为空'), z.maxLength(200, 'title 最多 200 个字符'), wellFormed('title')),
      ),
      content: z.optional(
        z.string('content 必须是文本').check(z.maxLength(LONGEST, `content 最多 ${LONGEST} 个字符`), wellFormed('content')),
      ),
    })
    .check(z.refine(({ title, content }) => title !== undefined || content !== undefined, 'title 与 content 至少提供一个')),
  responses: { 200: envelope(creation) },
  faults: ['creation.not_found'],
  uses: ['creations:write', 'texts:read', 'texts:write', 'limits', 'tokens', 'public-url'],
  example: {
    request: { params: { id: '123' }, json: { title: '新标题', content: '更新后的内容' } },
    response: { code: 200, message: 'success', data: { ...example, title: '新标题', content: '更新后的内容' } },
  },
});
