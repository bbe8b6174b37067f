import { gatewaysOf } from '#functions/gateways.wiring.ts';
import { creditParts } from '#functions/payments.wiring.ts';
import { refundOrder } from '#shared/domain/payments/refund.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { platform } from '../../auth.wiring.ts';
import { createRefund } from './create.contract.ts';
import { refundView } from './refund.view.ts';

export const handler = serve(createRefund, (env) => {
  const { secret, guards } = platform(env, createRefund);
  const parts = { ...creditParts(env), ...gatewaysOf(env, secret) };
  return {
    ...guards,
    handle: async ({ account, body }) => success(refundView(await refundOrder(parts, body.order_id, { by: account, reason: body.reason }))),
  };
});
