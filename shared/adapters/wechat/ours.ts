import { createPublicKey, type KeyObject } from 'node:crypto';
import type { Environment } from '../../contract/environment.ts';
import type { ReadSecret } from '../../contract/secrets.ts';
import type { Face, Found } from './configured.ts';

/** Whose trades are ours. */
export interface Ours {
  appId: string;
  mchId: string;
}

export const readOurs = (env: Environment, face: Face): Found<Ours> => ({
  appId: (face === 'web' && env.WECHAT_WEB_APP_ID) || env.WECHAT_APP_ID || undefined,
  mchId: env.WECHAT_PAY_MCH_ID || undefined,
});

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

export function parsed(pem: string | undefined, parse: (pem: string) => KeyObject): KeyObject | undefined {
  try {
    return pem ? parse(pem) : undefined;
  } catch {
    return undefined;
  }
}
