import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { envelope } from '../schemas.ts';
import { activityFields, newActivity } from './schemas.ts';

const { id, name, status } = activityFields;

export const activityCreate = endpoint({
  id: 'v1/operation/activity-create',
  api: 'platform',
  method: 'POST',
  path: '/api/v1/operation/activities',
  summary: 'List an activity; it holds from its start to its end, both included',
  auth: 'admin',
  rate: 'write',
  body: newActivity,
  idempotent: true,
  responses: { 200: envelope(z.strictObject({ id, name, status })) },
  faults: [],
  uses: ['activities:write', 'roles:read', 'limits', 'idempotency', 'tokens'],
  example: {
    request: {
      json: {
        name: '新用户注册送积分',
        type: 'credit_gift',
        description: '新用户注册即送100积分',
        config: { credits: 100 },
        start_time: '2026-01-22T00:00:00',
        end_time: '2026-02-22T23:59:59',
      },
    },
    response: { code: 200, message: '活动创建成功', data: { id: 1, name: '新用户注册送积分', status: 'active' } },
  },
});
