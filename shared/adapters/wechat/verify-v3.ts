import { verify } from 'node:crypto';
import type { Notification, Payment } from '../../domain/payments/ports.ts';
import { seconds } from '../../kernel/clock.ts';
import { fail } from '../../kernel/fault.ts';
import { loadAes } from './library.ts';
import type { PlatformKeys } from './ours.ts';
import { paymentOf, tradeOfV3 } from './trade.ts';

/** An older or newer notification may be a replay. WeChat signs each delivery anew. */
const TOLERANCE = seconds(300);

interface Envelope {
  event_type?: unknown;
  resource?: { algorithm?: unknown; ciphertext?: unknown; nonce?: unknown; associated_data?: unknown };
}

/**
 * Checks a v3 notification (https://pay.weixin.qq.com/doc/v3/merchant/4012791902): age, key id, signature; opens it; then its kind, app and merchant.
 * Ends in `payment.unverified` otherwise.
 */
export async function verifyV3(
  notification: Notification,
  keys: PlatformKeys,
  ours: { appId: string; mchId: string },
  now: number,
): Promise<Payment> {
  checkSignature(notification, keys, now);
  const { event_type, resource } = (parseJson(notification.body) ?? {}) as Envelope;
  if (event_type !== 'TRANSACTION.SUCCESS') return unverified('not the notification of a payment');
  const payment = paymentOf(tradeOfV3(await openResource(resource, keys.v3Key)), ours);
  return payment?.state === 'paid' ? payment : unverified("another app's or merchant's notification, or one without a payment in it");
}

function checkSignature({ headers, body }: Notification, { publicKeyId, publicKey }: PlatformKeys, now: number): void {
  const byName = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value ?? '']));
  const header = (name: string): string => byName.get(`wechatpay-${name}`) ?? '';
  const timestamp = header('timestamp');
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now - seconds(Number(timestamp))) > TOLERANCE) unverified('its time is over 5 minutes off');
  if (header('serial') !== publicKeyId) unverified('signed with a key that is not configured');
  const message = Buffer.from(`${timestamp}\n${header('nonce')}\n${body}\n`);
  if (!verify('sha256', message, publicKey, Buffer.from(header('signature'), 'base64'))) unverified('the signature does not match');
}

async function openResource(resource: Envelope['resource'], key: string): Promise<unknown> {
  const { algorithm, ciphertext, nonce, associated_data = '' } = resource ?? {};
  const texts = [ciphertext, nonce, associated_data].every((value) => typeof value === 'string');
  if (algorithm !== 'AEAD_AES_256_GCM' || !texts) return unverified('its resource is not encrypted as documented');
  const { AesGcm } = await loadAes();
  try {
    return parseJson(AesGcm.decrypt(String(ciphertext), key, String(nonce), String(associated_data)));
  } catch {
    return unverified('its resource does not open with the APIv3 key');
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const unverified = (operator: string): never => fail('payment.unverified', { operator });
