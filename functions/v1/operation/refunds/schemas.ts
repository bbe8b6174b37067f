import * as z from 'zod/mini';
import { envelope, time, yuan } from '../../schemas.ts';

/** Points below 0 were given back: they had paid a membership. `credits_spent` were there no more, and stay with the customer. */
export const refundAnswer = envelope(
  z.strictObject({
    order_id: z.string(),
    refund_id: z.string(),
    status: z.enum(['refunded', 'processing', 'refused']),
    amount: yuan,
    credits_taken: z.int(),
    credits_spent: z.int(),
    membership_days_taken: z.int(),
    reason: z.string(),
    refused_because: z.nullable(z.string()),
    operator: z.string(),
    created_at: time,
    ended_at: z.nullable(time),
  }),
);

export const refundExample = {
  code: 200,
  message: 'success',
  data: {
    order_id: 'R20260122100000000000000001',
    refund_id: 'R20260122100000000000000001R',
    status: 'refunded',
    amount: 10,
    credits_taken: 100,
    credits_spent: 0,
    membership_days_taken: 0,
    reason: '客户要求',
    refused_because: null,
    operator: 'u_1',
    created_at: '2026-01-23T10:00:00',
    ended_at: '2026-01-23T10:00:01',
  },
};
