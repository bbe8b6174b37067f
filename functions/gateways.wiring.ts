import { wechatPay } from '#shared/adapters/wechat/pay.ts';
import { wechatWebPay } from '#shared/adapters/wechat/web-pay.ts';
import type { Environment } from '#shared/contract/environment.ts';
import type { ReadSecret } from '#shared/contract/secrets.ts';
import type { PayGateway, RefundGateway } from '#shared/domain/payments/ports.ts';
import type { Channel } from '#shared/domain/payments/types.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { fail } from '#shared/kernel/fault.ts';

/** Who is asked about the orders of a channel. Refunds of the mini-program's orders are the same merchant's. */
export function gatewaysOf(env: Environment, secret: ReadSecret) {
  const mini = wechatPay(env, secret, systemClock);
  const wechat = wechatWebPay(env, secret);
  const web = (channel: Channel) => (channel === 'wechat' || channel === 'wechat-mini' ? wechat : fail('order.unconfigured'));
  return {
    gatewayOf: (channel: Channel): PayGateway => (channel === 'wechat-mini' ? mini : web(channel)),
    refundsOf: (channel: Channel): RefundGateway => web(channel),
  };
}
