import { createPublicKey, type KeyObject } from 'node:crypto';
import type { Environment } from '../../contract/environment.ts';
import type { ReadSecret } from '../../contract/secrets.ts';
import { fail } from '../../kernel/fault.ts';
import type { FaultCode } from '../../kernel/faults.ts';

/** What a notification is checked with: our app, and Alipay's key. */
export interface Ours {
  appId: string;
  publicKey: KeyObject;
}

/** `undefined` for what is not set or not usable. */
export type Found<T> = { [K in keyof T]: T[K] | undefined };

export async function readOurs(env: Environment, secret: ReadSecret): Promise<Found<Ours>> {
  return { appId: env.ALIPAY_APP_ID || undefined, publicKey: publicKeyOf(await secret('ALIPAY_PUBLIC_KEY')) };
}

/** All of it, or a fault with `operator` naming what lacks. */
export function configured<T extends object>(found: Found<T>, fault: FaultCode = 'order.unconfigured'): T {
  const lacking = Object.entries(found).filter(([, value]) => value === undefined);
  const operator = `Alipay lacks ${lacking.map(([name]) => name).join(', ')}`;
  if (lacking.length > 0) fail(fault, { ...(fault === 'order.unconfigured' && { message: '支付宝支付未配置' }), operator });
  return found as T;
}

/** Alipay's pages and tools give keys as bare base64, without the lines of a PEM file: both are taken. */
export const derOf = (text: string): Buffer => Buffer.from(text.replace(/-----[^-]*-----/g, '').replace(/\s/g, ''), 'base64');

export const publicKeyOf = (text: string | undefined): KeyObject | undefined =>
  text ? firstOf(['spki'] as const, (type) => createPublicKey({ key: derOf(text), format: 'der', type })) : undefined;

/** The first kind of key that it is. */
export function firstOf<T extends string>(types: readonly T[], parse: (type: T) => KeyObject): KeyObject | undefined {
  for (const type of types) {
    try {
      return parse(type);
    } catch {
      // Not of this kind.
    }
  }
  return undefined;
}
