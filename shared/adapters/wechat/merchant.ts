import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { Environment } from '../../contract/environment.ts';
import type { ReadSecret } from '../../contract/secrets.ts';
import type { Face, Found } from './configured.ts';
import { type Ours, parsed, readOurs } from './ours.ts';

export interface Merchant extends Ours {
  baseURL: string;
  notifyUrl: string;
}

const NOTIFY: Record<Face, string> = { mini: '/api/wechat/payment/notify', web: '/api/v1/credit/payment/notify/wechat' };

export const readMerchant = (env: Environment, face: Face): Found<Merchant> => ({
  ...readOurs(env, face),
  baseURL: env.WECHAT_PAY_BASE_URL || undefined,
  notifyUrl: env.PUBLIC_URL ? `${env.PUBLIC_URL.replace(/\/$/, '')}${NOTIFY[face]}` : undefined,
});

/** What v3 requests are signed with. */
export interface MerchantKeys {
  serial: string;
  privateKey: KeyObject;
}

export const readMerchantKeys = async (env: Environment, secret: ReadSecret): Promise<Found<MerchantKeys>> => ({
  serial: env.WECHAT_PAY_SERIAL || undefined,
  privateKey: parsed(await secret('WECHAT_PAY_PRIVATE_KEY'), createPrivateKey),
});
