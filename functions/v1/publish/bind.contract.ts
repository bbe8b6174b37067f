import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { envelope, text } from '../schemas.ts';
import { platform, platformState } from './schemas.ts';

export const publishBind = endpoint({
  id: 'v1/publish/bind',
  api: 'platform',
  method: 'POST',
  path: '/api/v1/publish/platforms/bind',
  summary: "Bind a platform's account: its credentials are tried there, then sealed; those bound before are replaced",
  auth: 'account',
  rate: 'write',
  body: z.strictObject({
    platform: platform('platform'),
    credentials: z.strictObject({ app_id: text('app_id', 1, 64), app_secret: text('app_secret', 1, 128) }, 'credentials 必须是对象'),
  }),
  responses: { 200: envelope(platformState) },
  faults: ['publish.unsupported', 'publish.credentials', 'publish.failed', 'publish.unavailable'],
  uses: ['bindings:write', 'vault', 'publish:wechat', 'limits', 'tokens'],
  example: {
    request: { json: { platform: 'wechat', credentials: { app_id: 'xxx', app_secret: 'xxx' } } },
    response: {
      code: 200,
      message: '绑定成功',
      data: {
        ...{ platform: 'wechat', name: '微信公众号', supported: true, reason: null },
        ...{ bound: true, app_id: 'xxx', bound_at: '2026-01-22T10:00:00' },
      },
    },
  },
});
