import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { envelope } from '../schemas.ts';
import { platformState } from './schemas.ts';

export const publishPlatformList = endpoint({
  id: 'v1/publish/platforms',
  api: 'platform',
  method: 'GET',
  path: '/api/v1/publish/platforms',
  summary: 'Where creations can be published, and which accounts are bound',
  auth: 'account',
  rate: 'query',
  responses: { 200: envelope(z.array(platformState)) },
  faults: [],
  uses: ['bindings:read', 'limits', 'tokens'],
  example: {
    request: {},
    response: {
      code: 200,
      message: 'success',
      data: [
        {
          ...{ platform: 'wechat', name: '微信公众号', supported: true, reason: null },
          ...{ bound: true, app_id: 'wx765b20f090a4a0f9', bound_at: '2026-01-22T10:00:00' },
        },
      ],
    },
  },
});
