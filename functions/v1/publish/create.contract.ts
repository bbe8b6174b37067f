import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { publishPlatforms } from '#shared/domain/publishing/names.ts';
import { envelope, moment } from '../schemas.ts';
import { platform, publicationState } from './schemas.ts';

const creationId = 'creation_id 必须是正整数';

export const publishCreate = endpoint({
  id: 'v1/publish/create',
  api: 'platform',
  method: 'POST',
  path: '/api/v1/publish',
  summary: 'Publish a creation on bound platforms, at once or at `schedule_time`, to the minute; never twice',
  auth: 'account',
  rate: 'write',
  body: z.strictObject({
    creation_id: z.int(creationId).check(z.gte(1, creationId), z.lte(9_999_999_999, creationId)),
    platforms: z.array(platform('platforms'), 'platforms 必须是数组').check(
      z.minLength(1, 'platforms 不能为空'),
      z.maxLength(publishPlatforms.length, 'platforms 过多'),
      z.refine((names) => new Set(names).size === names.length, 'platforms 有重复'),
    ),
    schedule_time: z.optional(z.nullable(moment('schedule_time'))),
  }),
  idempotent: true,
  responses: { 200: envelope(z.strictObject({ publish_id: z.int(), status: publicationState })) },
  faults: ['creation.not_found', 'publish.unbound', 'publish.unsupported'],
  uses: ['publications:create', 'creations:read', 'bindings:read', 'queue:publish-jobs', 'idempotency', 'limits', 'tokens'],
  example: {
    request: { json: { creation_id: 123, platforms: ['wechat'] } },
    response: { code: 200, message: '发布任务已创建', data: { publish_id: 789, status: 'pending' } },
  },
});
