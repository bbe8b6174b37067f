import { alipayWebPay } from '#shared/adapters/alipay/web-pay.ts';
import { wechatPay } from '#shared/adapters/wechat/pay.ts';
import { wechatWebPay } from '#shared/adapters/wechat/web-pay.ts';
import type { Environment } from '#shared/contract/environment.ts';
import type { ReadSecret } from '#shared/contract/secrets.ts';
import type { PayGateway, RefundGateway, WebPayGateway } from '#shared/domain/payments/ports.ts';
import { providerOf } from '#shared/domain/payments/steps.ts';
import type { Channel, Provider } from '#shared/domain/payments/types.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { fail } from '#shared/kernel/fault.ts';

/** Who is asked about the orders of a channel. What was paid with points no provider knows of. */
export function gatewaysOf(env: Environment, secret: ReadSecret) {
  const mini = wechatPay(env, secret, systemClock);
  const web: Record<Provider, WebPayGateway> = { alipay: alipayWebPay(env, secret, systemClock), wechat: wechatWebPay(env, secret) };
  const webOf = (provider: Provider): WebPayGateway => web[provider];
  /** Refunds of the mini-program's orders are the same merchant's. */
  const refundsOf = (channel: Channel): RefundGateway => web[providerOf(channel) ?? fail('order.unconfigured')];
  const gatewayOf = (channel: Channel): PayGateway =>
    channel === 'wechat-mini' ? mini : web[providerOf(channel) ?? fail('order.unconfigured')];
  return { webOf, refundsOf, gatewayOf };
}
