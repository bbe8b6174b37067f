import { dynamoOrders } from '#shared/adapters/dynamo/orders.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { fail } from '#shared/kernel/fault.ts';
import { platform } from '../../auth.wiring.ts';
import { refundView } from './refund.view.ts';
import { showRefund } from './show.contract.ts';

export const handler = serve(showRefund, (env) => {
  const { table, guards } = platform(env, showRefund);
  const orders = dynamoOrders(table);
  return {
    ...guards,
    handle: async ({ params }) => success(refundView((await orders.find(params.order_id)) ?? fail('order.not_found'))),
  };
});
