import type { Environment } from '../../contract/environment.ts';
import type { Notification, PayGateway, Payment } from '../../domain/payments/ports.ts';
import type { Clock } from '../../kernel/clock.ts';
import { fail } from '../../kernel/fault.ts';
import { isV2 } from './acknowledge.ts';
import { configured, type Merchant, type PlatformKeys, readMerchant, readPayKey, readPlatformKeys } from './pay-config.ts';
import { wechatPayV2 } from './pay-v2.ts';
import { wechatPayV3 } from './pay-v3.ts';
import type { ReadSecret } from './secret.ts';
import { verifyV2 } from './verify-v2.ts';
import { verifyV3 } from './verify-v3.ts';

type Ours = Pick<Merchant, 'appId' | 'mchId'>;

/** Real notifications have 1 to 3 KB. */
const NOTIFICATION_LIMIT = 64 * 1024;

/**
 * WeChat Pay. `WECHAT_PAY_VERSION` says how orders are made, asked for and closed: `v2` (MD5) or `v3` (RSA).
 * Notifications of both are understood, as far as their keys are configured. The client library is loaded by the first call that needs it.
 * Faults: `order.unconfigured`, `order.rejected` (its message is WeChat's), `payment.unavailable`, `payment.unverified`; `operator` tells more.
 */
export function wechatPay(env: Environment, secret: ReadSecret, clock: Clock): PayGateway {
  const gateway = env.WECHAT_PAY_VERSION === 'v3' ? wechatPayV3 : wechatPayV2;
  return { ...gateway(env, secret, clock), verify: (notification, now) => verify(notification, now, env, secret) };
}

async function verify(notification: Notification, now: number, env: Environment, secret: ReadSecret): Promise<Payment> {
  const { body } = notification;
  if (body.length > NOTIFICATION_LIMIT) return fail('payment.unverified', { operator: `a body of ${body.length} characters` });
  const { appId, mchId } = readMerchant(env);
  if (isV2(notification)) {
    const { key, ...ours } = configured<Ours & { key: string }>({ appId, mchId, key: await readPayKey(secret) }, 'payment.unverified');
    return verifyV2(body, key, ours);
  }
  const keys = configured<Ours & PlatformKeys>({ appId, mchId, ...(await readPlatformKeys(env, secret)) }, 'payment.unverified');
  return verifyV3(notification, keys, keys, now);
}
