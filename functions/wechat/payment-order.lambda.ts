import { creditParts } from '#functions/payments.wiring.ts';
import { secretsAndTokens } from '#functions/tokens.wiring.ts';
import { wechatPay } from '#shared/adapters/wechat/pay.ts';
import { lookUpOrder } from '#shared/domain/payments/credit.ts';
import { reply } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { isoTime, systemClock } from '#shared/kernel/clock.ts';
import { yuanFromFen } from '#shared/kernel/money.ts';
import { paymentOrder } from './payment-order.contract.ts';

export const handler = serve(paymentOrder, (env) => {
  const { secret, authenticate } = secretsAndTokens(env, paymentOrder);
  const gateway = wechatPay(env, secret, systemClock);
  const parts = { ...creditParts(env), gatewayOf: () => gateway };
  return {
    authenticate,
    handle: async ({ account, params }) => {
      const { id, state, amount, points, description, createdAt, paidAt } = await lookUpOrder(parts, account, params.orderId);
      const times = { created_at: isoTime(createdAt), paid_at: paidAt === undefined ? null : isoTime(paidAt) };
      return reply(200, {
        success: true,
        data: { orderId: id, status: state, amount: yuanFromFen(amount), points, description, ...times },
      });
    },
  };
});
