import type { Environment } from '../../contract/environment.ts';
import type { ReadSecret } from '../../contract/secrets.ts';
import type { MiniPayGateway } from '../../domain/payments/ports.ts';
import type { Clock } from '../../kernel/clock.ts';
import { verifyNotification } from './notification.ts';
import { miniPayV2 } from './pay-v2.ts';
import { miniPayV3 } from './pay-v3.ts';

/**
 * WeChat Pay in the mini-program. `WECHAT_PAY_VERSION` says how orders are made, asked for and closed: `v2` (MD5) or `v3` (RSA).
 * Notifications of both are understood, as far as their keys are configured. The client library is loaded by the first call that needs it.
 * Faults: `order.unconfigured`, `order.rejected` (its message is WeChat's), `payment.unavailable`, `payment.unverified`; `operator` tells more.
 */
export function wechatPay(env: Environment, secret: ReadSecret, clock: Clock): MiniPayGateway {
  const gateway = env.WECHAT_PAY_VERSION === 'v3' ? miniPayV3 : miniPayV2;
  return { ...gateway(env, secret, clock), verify: verifyNotification(env, secret, 'mini') };
}
