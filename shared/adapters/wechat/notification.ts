import type { Environment } from '../../contract/environment.ts';
import type { ReadSecret } from '../../contract/secrets.ts';
import type { PayGateway } from '../../domain/payments/ports.ts';
import { fail } from '../../kernel/fault.ts';
import { isV2 } from './acknowledge.ts';
import { configured, type Face } from './configured.ts';
import { type Ours, type PlatformKeys, readOurs, readPayKey, readPlatformKeys } from './ours.ts';
import { verifyV2 } from './verify-v2.ts';
import { verifyV3 } from './verify-v3.ts';

/** Real notifications have 1 to 3 KB. */
const LIMIT = 64 * 1024;

/**
 * Checks notifications of both versions, as far as their keys are configured; everything that isn't right ends in `payment.unverified`.
 * A function that only takes notifications is 370 KB smaller with this than with all of `wechatPay`: no client is in its bundle.
 */
export function verifyNotification(env: Environment, secret: ReadSecret, face: Face): PayGateway['verify'] {
  return async (notification, now) => {
    const { length } = notification.body;
    if (length > LIMIT) return fail('payment.unverified', { operator: `a body of ${length} characters` });
    const ours = readOurs(env, face);
    if (isV2(notification)) {
      const { key, ...known } = configured<Ours & { key: string }>({ ...ours, key: await readPayKey(secret) }, face, 'payment.unverified');
      return verifyV2(notification.body, key, known);
    }
    const keys = configured<Ours & PlatformKeys>({ ...ours, ...(await readPlatformKeys(env, secret)) }, face, 'payment.unverified');
    return verifyV3(notification, keys, keys, now);
  };
}
