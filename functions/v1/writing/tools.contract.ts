import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { toolTypes } from '#shared/domain/writing/names.ts';
import { envelope } from '../schemas.ts';

const field = z.strictObject({
  ...{ name: z.string(), label: z.string(), description: z.string() },
  max_length: z.int(),
  values: z.optional(z.array(z.string())),
});

const tool = z.strictObject({
  ...{ type: z.enum(toolTypes), name: z.string(), description: z.string(), credits_cost: z.int() },
  /** Where it is told as it is written. */
  stream_url: z.optional(z.string()),
  fields: z.optional(z.array(field)),
});

export const listTools = endpoint({
  id: 'v1/writing/tools',
  api: 'platform',
  method: 'GET',
  path: '/api/v1/writing/tools',
  summary: 'The writing tools, what each costs, and the fields that it has besides title, keywords and requirements',
  auth: 'none',
  rate: 'query',
  responses: { 200: envelope(z.array(tool)) },
  faults: [],
  uses: ['stream-url', 'limits', 'tokens'],
  example: {
    request: {},
    response: {
      code: 200,
      message: 'success',
      data: [{ type: 'wechat_article', name: '公众号文章', description: '生成适合微信公众号的文章', credits_cost: 10 }],
    },
  },
});
