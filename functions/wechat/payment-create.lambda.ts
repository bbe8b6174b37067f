import { ordersOf } from '#functions/payments.wiring.ts';
import { secretsAndTokens } from '#functions/tokens.wiring.ts';
import { dynamoAccounts } from '#shared/adapters/dynamo/accounts.ts';
import { dynamoIdempotency } from '#shared/adapters/dynamo/idempotency.ts';
import { dynamoTable } from '#shared/adapters/dynamo/table.ts';
import { wechatPay } from '#shared/adapters/wechat/pay.ts';
import { createOrder } from '#shared/domain/payments/create-order.ts';
import { reply } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { fail } from '#shared/kernel/fault.ts';
import { yuanFromFen } from '#shared/kernel/money.ts';
import { paymentCreate } from './payment-create.contract.ts';

export const handler = serve(paymentCreate, (env) => {
  const table = dynamoTable(env);
  const { secret, authenticate } = secretsAndTokens(env, paymentCreate);
  const accounts = dynamoAccounts(table);
  const parts = { orders: ordersOf(env), gateway: wechatPay(env, secret, systemClock) };
  return {
    authenticate,
    idempotency: dynamoIdempotency(table),
    handle: async ({ account: id, operation, body, address }) => {
      const account = (await accounts.byId(id)) ?? fail('request.unauthorized');
      const { order, paymentParams } = await createOrder(parts, { account, operation, address, ...body });
      return reply(200, { success: true, orderId: order.id, paymentParams, amount: yuanFromFen(order.amount) });
    },
  };
});
