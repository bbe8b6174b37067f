import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { paged, pageExample, pageQuery } from '../schemas.ts';
import { activityFields, activityStatus } from './schemas.ts';

export const activityList = endpoint({
  id: 'v1/operation/activity-list',
  api: 'platform',
  method: 'GET',
  path: '/api/v1/operation/activities',
  summary: 'Activities, newest first',
  auth: 'account',
  rate: 'query',
  query: z.object({ ...pageQuery, status: z.optional(activityStatus) }),
  responses: { 200: paged(z.strictObject(activityFields)) },
  faults: [],
  uses: ['activities:read', 'limits', 'tokens'],
  example: pageExample(
    [
      {
        id: 1,
        name: '新用户注册送积分',
        type: 'credit_gift',
        description: '新用户注册即送100积分',
        config: { credits: 100 },
        status: 'active',
        start_time: '2026-01-22T00:00:00',
        end_time: '2026-02-22T23:59:59',
        created_at: '2026-01-21T10:00:00',
      },
    ],
    { query: { status: 'active' } },
  ),
});
