import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { deck, made, makingFaults, modelId, someWords, unmade, words } from '../jobs/schemas.ts';

const OUTLINE = 'outline 必须是文本的数组';

export const generateDeck = endpoint({
  id: 'v1/ppt/generate',
  api: 'platform',
  method: 'POST',
  path: '/api/v1/ppt/generate',
  summary: 'Make a presentation (.pptx) about a topic, a section for each item of the outline; it becomes a creation',
  auth: 'account',
  rate: 'generate',
  body: z.strictObject({
    topic: someWords('topic', 100),
    outline: z.optional(z.array(someWords('outline', 500), OUTLINE).check(z.maxLength(15, 'outline 最多 15 项'))),
    requirements: z.optional(words('requirements', 2000)),
    model_id: modelId,
  }),
  idempotent: true,
  responses: made(deck, unmade),
  faults: ['points.insufficient', ...makingFaults],
  uses: [
    ...(['accounts:read', 'ledger:write', 'jobs:write', 'jobs:read', 'models:read', 'queue:writing-jobs'] as const),
    ...(['wait', 'public-url', 'idempotency', 'limits', 'tokens'] as const),
  ],
  example: {
    request: { json: { topic: '产品发布会', outline: ['产品介绍', '核心功能', '市场分析'], model_id: 4 } },
    response: {
      code: 200,
      message: '生成成功',
      data: { ppt_id: 456, download_url: 'https://cdn.example.com/ppt/xxx.pptx', credits_used: 30 },
    },
  },
});
