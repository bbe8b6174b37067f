import type { SecretName } from '#shared/contract/secrets.ts';
import type { Setting } from '#shared/contract/settings.ts';
import { digits, type KeyPair, rsaPair } from '../keys.ts';

/** What a seller has at Alipay. */
export interface AlipayCredentials {
  appId: string;
  sellerId: string;
  /** The seller signs requests with it. */
  app: KeyPair;
  /** Alipay signs answers and notifications with it. */
  platform: KeyPair;
}

/** New keys each time. */
export async function createAlipayCredentials(): Promise<AlipayCredentials> {
  const [app, platform] = await Promise.all([rsaPair(), rsaPair()]);
  return { appId: `2021${digits(12)}`, sellerId: `2088${digits(12)}`, app, platform };
}

/** The setting that makes the application this seller. */
export const alipaySettings = ({ appId }: AlipayCredentials): Partial<Record<Setting, string>> => ({ ALIPAY_APP_ID: appId });

/** The secrets that make the application this seller. Alipay's pages show keys without the lines of a PEM file. */
export const alipaySecrets = ({ app, platform }: AlipayCredentials): Partial<Record<SecretName, string>> => ({
  ALIPAY_PRIVATE_KEY: app.privateKey,
  ALIPAY_PUBLIC_KEY: platform.publicKey.replace(/-----[^-]*-----|\s/g, ''),
});
