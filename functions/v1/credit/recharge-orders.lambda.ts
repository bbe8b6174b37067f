import { dynamoOrders } from '#shared/adapters/dynamo/orders.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { platform } from '../auth.wiring.ts';
import { rechargeOrderView } from './order.view.ts';
import { rechargeOrders } from './recharge-orders.contract.ts';

export const handler = serve(rechargeOrders, (env) => {
  const { table, guards } = platform(env, rechargeOrders);
  const orders = dynamoOrders(table);
  return {
    ...guards,
    handle: async ({ account, query: { page, page_size } }) => {
      const { orders: shown, total } = await orders.page(account, 'recharge', { limit: page_size, skip: (page - 1) * page_size });
      return success({ total, page, page_size, items: shown.map(rechargeOrderView) });
    },
  };
});
