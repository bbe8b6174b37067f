import { gatewaysOf } from '#functions/gateways.wiring.ts';
import { ordersOf, perksOf } from '#functions/payments.wiring.ts';
import { recharge as orderPoints } from '#shared/domain/payments/buy.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { yuanFromFen } from '#shared/kernel/money.ts';
import { platform } from '../auth.wiring.ts';
import { creditsOf } from './order.view.ts';
import { recharge } from './recharge.contract.ts';

export const handler = serve(recharge, (env) => {
  const { secret, guards } = platform(env, recharge);
  const parts = { orders: ordersOf(env), perks: perksOf(env), gatewayOf: gatewaysOf(env, secret).webOf };
  return {
    ...guards,
    handle: async ({ account, operation, address, body: { amount, payment_method: method, coupon_code: coupon } }) => {
      const { order, paymentUrl } = await orderPoints(parts, { account, operation, address, amount, method, coupon });
      const { id, amount: toPay } = order;
      return success({ order_id: id, amount: yuanFromFen(toPay), credits: creditsOf(order), payment_url: paymentUrl }, '订单创建成功');
    },
  };
});
