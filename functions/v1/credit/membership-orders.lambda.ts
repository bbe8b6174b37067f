import { dynamoOrders } from '#shared/adapters/dynamo/orders.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { platform } from '../auth.wiring.ts';
import { membershipOrders } from './membership-orders.contract.ts';
import { membershipOrderView } from './order.view.ts';

export const handler = serve(membershipOrders, (env) => {
  const { table, guards } = platform(env, membershipOrders);
  const orders = dynamoOrders(table);
  return {
    ...guards,
    handle: async ({ account, query: { page, page_size } }) => {
      const { orders: shown, total } = await orders.page(account, 'membership', { limit: page_size, skip: (page - 1) * page_size });
      return success({ total, page, page_size, items: shown.map(membershipOrderView) });
    },
  };
});
