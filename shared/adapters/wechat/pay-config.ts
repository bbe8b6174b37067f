import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import type { Environment } from '../../contract/environment.ts';
import type { ReadSecret } from '../../contract/secrets.ts';
import { fail } from '../../kernel/fault.ts';
import type { FaultCode } from '../../kernel/faults.ts';

/** Where the payer is. Each place may have an app of its own, and has its own address for notifications. */
export type Face = 'mini' | 'web';

const NOTIFY: Record<Face, string> = { mini: '/api/wechat/payment/notify', web: '/api/v1/credit/payment/notify/wechat' };

/** What a client is told. The mini-program's is its contract's; no message at all leaves it at that. */
const UNCONFIGURED: Record<Face, object> = { mini: {}, web: { message: '微信支付未配置' } };

export interface Merchant {
  appId: string;
  mchId: string;
  baseURL: string;
  notifyUrl: string;
}

/** `undefined` for what is not set or not usable. */
export type Found<T> = { [K in keyof T]: T[K] | undefined };

/** Both API keys are 32 characters; with any other length the library would silently sign without a key. */
const apiKey = (text: string | undefined): string | undefined => (text !== undefined && /^[\x21-\x7e]{32}$/.test(text) ? text : undefined);

export const readPayKey = async (secret: ReadSecret): Promise<string | undefined> => apiKey(await secret('WECHAT_PAY_KEY'));

/** What v3 messages are checked and opened with. */
export interface PlatformKeys {
  publicKeyId: string;
  publicKey: KeyObject;
  v3Key: string;
}

export async function readPlatformKeys(env: Environment, secret: ReadSecret): Promise<Found<PlatformKeys>> {
  const [publicKey, v3Key] = await Promise.all([secret('WECHAT_PAY_PUBLIC_KEY'), secret('WECHAT_PAY_V3_KEY')]);
  return { publicKeyId: env.WECHAT_PAY_PUBLIC_KEY_ID || undefined, publicKey: parsed(publicKey, createPublicKey), v3Key: apiKey(v3Key) };
}

/** What v3 requests are signed with. */
export interface MerchantKeys {
  serial: string;
  privateKey: KeyObject;
}

export const readMerchantKeys = async (env: Environment, secret: ReadSecret): Promise<Found<MerchantKeys>> => ({
  serial: env.WECHAT_PAY_SERIAL || undefined,
  privateKey: parsed(await secret('WECHAT_PAY_PRIVATE_KEY'), createPrivateKey),
});

export const readMerchant = (env: Environment, face: Face): Found<Merchant> => ({
  appId: (face === 'web' && env.WECHAT_WEB_APP_ID) || env.WECHAT_APP_ID || undefined,
  mchId: env.WECHAT_PAY_MCH_ID || undefined,
  baseURL: env.WECHAT_PAY_BASE_URL || undefined,
  notifyUrl: env.PUBLIC_URL ? `${env.PUBLIC_URL.replace(/\/$/, '')}${NOTIFY[face]}` : undefined,
});

/** All of it, or a fault with `operator` naming what lacks. */
export function configured<T extends object>(found: Found<T>, face: Face, fault: FaultCode = 'order.unconfigured'): T {
  const lacking = Object.entries(found).filter(([, value]) => value === undefined);
  const operator = `WeChat Pay lacks ${lacking.map(([name]) => name).join(', ')}`;
  if (lacking.length > 0) fail(fault, { ...(fault === 'order.unconfigured' && UNCONFIGURED[face]), operator });
  return found as T;
}

function parsed(pem: string | undefined, parse: (pem: string) => KeyObject): KeyObject | undefined {
  try {
    return pem ? parse(pem) : undefined;
  } catch {
    return undefined;
  }
}
