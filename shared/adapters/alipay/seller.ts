import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { Environment } from '../../contract/environment.ts';
import type { ReadSecret } from '../../contract/secrets.ts';
import { derOf, type Found, firstOf, type Ours, readOurs } from './ours.ts';

export interface Seller extends Ours {
  /** The whole address, `…/gateway.do`. */
  gateway: string;
  notifyUrl: string;
  privateKey: KeyObject;
}

export async function readSeller(env: Environment, secret: ReadSecret): Promise<Found<Seller>> {
  const [ours, privateKey] = await Promise.all([readOurs(env, secret), secret('ALIPAY_PRIVATE_KEY')]);
  return {
    ...ours,
    gateway: env.ALIPAY_GATEWAY_URL || undefined,
    notifyUrl: env.PUBLIC_URL ? `${env.PUBLIC_URL.replace(/\/$/, '')}/api/v1/credit/payment/notify/alipay` : undefined,
    privateKey: privateKeyOf(privateKey),
  };
}

/** PKCS8 as for Java, or PKCS1: Alipay's key tool makes either. */
export const privateKeyOf = (text: string | undefined): KeyObject | undefined =>
  text ? firstOf(['pkcs8', 'pkcs1'] as const, (type) => createPrivateKey({ key: derOf(text), format: 'der', type })) : undefined;
