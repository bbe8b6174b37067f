import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { paged, pageExample, pageQuery } from '../schemas.ts';
import { publication } from './schemas.ts';

export const publishHistory = endpoint({
  id: 'v1/publish/history',
  api: 'platform',
  method: 'GET',
  path: '/api/v1/publish/history',
  summary: "The account's publications, newest first, and what became of each on each platform",
  auth: 'account',
  rate: 'query',
  query: z.object(pageQuery),
  responses: { 200: paged(publication) },
  faults: [],
  uses: ['publications:read', 'limits', 'tokens'],
  example: pageExample([
    {
      ...{ publish_id: 789, creation_id: 123, title: '如何提高工作效率', status: 'published' },
      platforms: [
        {
          ...{ platform: 'wechat', status: 'published', url: 'https://mp.weixin.qq.com/s/...', reason: null },
          published_at: '2026-01-23T10:00:02',
        },
      ],
      ...{ schedule_time: '2026-01-23T10:00:00', created_at: '2026-01-22T10:00:00' },
    },
  ]),
});
