import { verify } from 'node:crypto';
import type { Environment } from '../../contract/environment.ts';
import type { ReadSecret } from '../../contract/secrets.ts';
import type { PayGateway } from '../../domain/payments/ports.ts';
import { fail } from '../../kernel/fault.ts';
import { configured, type Ours, readOurs } from './ours.ts';
import { paymentOf } from './trade.ts';

/** Real notifications have 1 to 3 KB. */
const LIMIT = 64 * 1024;

/**
 * Checks a notification (https://opendocs.alipay.com/open/270/105902): a form, signed with RSA2 over its decoded values. Alipay's SDK isn't
 * needed for it: it is large, and the first of its two checks decodes once more and throws at a subject like "100% off".
 * Anything that isn't right ends in `payment.unverified`. Its age isn't looked at: a replay says again what is credited once.
 */
export function verifyNotification(env: Environment, secret: ReadSecret): PayGateway['verify'] {
  return async ({ body }) => {
    if (body.length > LIMIT) return unverified(`a body of ${body.length} characters`);
    const { appId, publicKey } = configured<Ours>(await readOurs(env, secret), 'payment.unverified');
    const form = [...new URLSearchParams(body)];
    const fields = Object.fromEntries(form);
    if (Object.keys(fields).length !== form.length) return unverified('a field comes twice');
    if (fields.sign_type !== 'RSA2') return unverified('not signed with RSA2');
    const { sign = '' } = fields;
    const signature = Buffer.from(sign, 'base64');
    // Node reads past what isn't base64: without this, many texts would be one signature.
    if (signature.toString('base64') !== sign) return unverified('the sign is not base64');
    if (!verify('sha256', signedText(form), publicKey, signature)) return unverified('the sign does not match');
    if (fields.app_id !== appId) return unverified("another app's notification");
    if (fields.notify_type !== 'trade_status_sync') return unverified('not the notification of a trade');
    return paymentOf(fields) ?? unverified('a trade without a payment in it');
  };
}

/** Every field but the signature and its kind, sorted, `name=value` joined by `&`. */
const signedText = (form: [string, string][]): Buffer =>
  Buffer.from(
    form
      .filter(([name]) => name !== 'sign' && name !== 'sign_type')
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, value]) => `${name}=${value}`)
      .join('&'),
  );

const unverified = (operator: string): never => fail('payment.unverified', { operator });
