import { gatewaysOf } from '#functions/gateways.wiring.ts';
import { creditParts } from '#functions/payments.wiring.ts';
import { ownOrder, settleOrder } from '#shared/domain/payments/credit.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { platform } from '../auth.wiring.ts';
import { orderView } from './order.view.ts';
import { orderVerify } from './order-verify.contract.ts';

export const handler = serve(orderVerify, (env) => {
  const { secret, guards } = platform(env, orderVerify);
  const parts = { ...creditParts(env), ...gatewaysOf(env, secret) };
  return {
    ...guards,
    handle: async ({ account, params }) => {
      const order = await ownOrder(parts, account, params.order_id);
      return success(orderView(await settleOrder(parts, order)));
    },
  };
});
