import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import type { Environment } from '../../contract/environment.ts';
import type { ReadSecret } from '../../contract/secrets.ts';
import { fail } from '../../kernel/fault.ts';
import type { FaultCode } from '../../kernel/faults.ts';

export interface Seller {
  appId: string;
  /** The whole address, `…/gateway.do`. */
  gateway: string;
  notifyUrl: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
}

/** What a notification is checked with: our app, and Alipay's key. */
export type Ours = Pick<Seller, 'appId' | 'publicKey'>;

/** `undefined` for what is not set or not usable. */
type Found<T> = { [K in keyof T]: T[K] | undefined };

export async function readOurs(env: Environment, secret: ReadSecret): Promise<Found<Ours>> {
  return { appId: env.ALIPAY_APP_ID || undefined, publicKey: publicKeyOf(await secret('ALIPAY_PUBLIC_KEY')) };
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

/** All of it, or a fault with `operator` naming what lacks. */
export function configured<T extends object>(found: Found<T>, fault: FaultCode = 'order.unconfigured'): T {
  const lacking = Object.entries(found).filter(([, value]) => value === undefined);
  const operator = `Alipay lacks ${lacking.map(([name]) => name).join(', ')}`;
  if (lacking.length > 0) fail(fault, { ...(fault === 'order.unconfigured' && { message: '支付宝支付未配置' }), operator });
  return found as T;
}

/** Alipay's pages and tools give keys as bare base64, without the lines of a PEM file: both are taken. */
const derOf = (text: string): Buffer => Buffer.from(text.replace(/-----[^-]*-----/g, '').replace(/\s/g, ''), 'base64');

const publicKeyOf = (text: string | undefined): KeyObject | undefined =>
  text ? firstOf(['spki'] as const, (type) => createPublicKey({ key: derOf(text), format: 'der', type })) : undefined;

/** PKCS8 as for Java, or PKCS1: Alipay's key tool makes either. */
const privateKeyOf = (text: string | undefined): KeyObject | undefined =>
  text ? firstOf(['pkcs8', 'pkcs1'] as const, (type) => createPrivateKey({ key: derOf(text), format: 'der', type })) : undefined;

function firstOf<T extends string>(types: readonly T[], parse: (type: T) => KeyObject): KeyObject | undefined {
  for (const type of types) {
    try {
      return parse(type);
    } catch {
      // Not of this kind.
    }
  }
  return undefined;
}
