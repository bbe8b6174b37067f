import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { envelope, numberInPath } from '../schemas.ts';
import { activityFields } from './schemas.ts';

const { id, name, type } = activityFields;

export const activityParticipate = endpoint({
  id: 'v1/operation/activity-participate',
  api: 'platform',
  method: 'POST',
  path: '/api/v1/operation/activities/{activity_id}/participate',
  summary: 'Take part in an activity: a gift is credited, once; the other types take effect by themselves',
  auth: 'account',
  rate: 'write',
  params: z.strictObject({ activity_id: numberInPath('activity_id') }),
  idempotent: true,
  /** `credits`: what was credited now. */
  responses: { 200: envelope(z.strictObject({ activity_id: id, name, type, credits: z.int() })) },
  faults: ['activity.not_found', 'activity.pending', 'activity.ended', 'activity.joined'],
  uses: ['activities:read', 'ledger:write', 'limits', 'idempotency', 'tokens'],
  example: {
    request: { params: { activity_id: '1' } },
    response: {
      code: 200,
      message: '参与成功',
      data: { activity_id: 1, name: '新用户注册送积分', type: 'credit_gift', credits: 100 },
    },
  },
});
