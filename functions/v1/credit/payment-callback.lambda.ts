import { gatewaysOf } from '#functions/gateways.wiring.ts';
import { creditParts } from '#functions/payments.wiring.ts';
import { dynamoTable } from '#shared/adapters/dynamo/table.ts';
import { ssmSecrets } from '#shared/adapters/ssm/secrets.ts';
import { secretsOf } from '#shared/contract/environment.ts';
import { settleOrder } from '#shared/domain/payments/credit.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { fail } from '#shared/kernel/fault.ts';
import { limitOf } from '../limit.wiring.ts';
import { paymentCallback } from './payment-callback.contract.ts';

export const handler = serve(paymentCallback, (env) => {
  const secret = ssmSecrets(env, secretsOf(paymentCallback.uses));
  const parts = { ...creditParts(env), ...gatewaysOf(env, secret) };
  return {
    limit: limitOf(dynamoTable(env), paymentCallback),
    handle: async ({ body: { order_id } }) => {
      const order = (await parts.orders.find(order_id)) ?? fail('order.not_found');
      const { id, state } = await settleOrder(parts, order);
      return success({ order_id: id, status: state });
    },
  };
});
