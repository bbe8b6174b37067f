import { gatewaysOf } from '#functions/gateways.wiring.ts';
import { ordersOf, perksOf } from '#functions/payments.wiring.ts';
import { joinMembership } from '#shared/domain/payments/buy.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { yuanFromFen } from '#shared/kernel/money.ts';
import { platform } from '../auth.wiring.ts';
import { membership } from './membership.contract.ts';

export const handler = serve(membership, (env) => {
  const { secret, guards } = platform(env, membership);
  const parts = { orders: ordersOf(env), perks: perksOf(env), gatewayOf: gatewaysOf(env, secret).webOf };
  return {
    ...guards,
    handle: async ({ account, operation, address, body }) => {
      const { membership_type: type, payment_method: method, coupon_code: coupon } = body;
      const { order, paymentUrl } = await joinMembership(parts, { account, operation, address, method, type, coupon });
      const data = { order_id: order.id, membership_type: type, amount: yuanFromFen(order.amount), payment_url: paymentUrl };
      return success(data, '会员订单创建成功');
    },
  };
});
