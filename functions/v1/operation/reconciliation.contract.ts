import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { differenceKinds } from '#shared/domain/reconciliation/types.ts';
import { envelope, time, yuan } from '../schemas.ts';

const DATE = 'date 必须是日期,如 2026-01-22';
const provider = z.enum(['alipay', 'wechat']);

export const reconciliation = endpoint({
  id: 'v1/operation/reconciliation',
  api: 'platform',
  method: 'GET',
  path: '/api/v1/operation/reconciliation',
  summary: "What was found when a day's orders were compared with the payment providers' bills",
  auth: 'admin',
  rate: 'query',
  query: z.object({ date: z.string(DATE).check(z.regex(/^\d{4}-\d{2}-\d{2}$/, DATE)) }),
  responses: {
    200: envelope(
      z.strictObject({
        /** A provider that isn't here has not been compared yet. */
        reports: z.array(
          z.strictObject({
            provider,
            payments: z.int(),
            paid: yuan,
            refunds: z.int(),
            refunded: yuan,
            healed: z.int(),
            open: z.int(),
            compared_at: time,
          }),
        ),
        differences: z.array(
          z.strictObject({
            provider,
            kind: z.enum(differenceKinds),
            healed: z.boolean(),
            order_id: z.string(),
            provider_amount: z.nullable(yuan),
            our_amount: z.nullable(yuan),
          }),
        ),
      }),
    ),
  },
  faults: [],
  uses: ['books:read', 'roles:read', 'limits', 'tokens'],
  example: {
    request: { query: { date: '2026-01-22' } },
    response: {
      code: 200,
      message: 'success',
      data: {
        reports: [
          {
            provider: 'alipay',
            payments: 120,
            paid: 3450.5,
            refunds: 1,
            refunded: 10,
            healed: 1,
            open: 0,
            compared_at: '2026-01-23T10:30:12',
          },
        ],
        differences: [
          {
            provider: 'alipay',
            kind: 'credited',
            healed: true,
            order_id: 'R20260122100000000000000001',
            provider_amount: 10,
            our_amount: null,
          },
        ],
      },
    },
  },
});
