import { randomBytes } from 'node:crypto';
import type { SecretName } from '#shared/contract/secrets.ts';
import type { Setting } from '#shared/contract/settings.ts';
import { type KeyPair, rsaPair } from '../keys.ts';

/** What a merchant has at WeChat: of the mini-program, of WeChat Pay v2 and of v3. */
export interface WechatCredentials {
  appId: string;
  /** The website's app, which belongs to the same merchant. */
  webAppId: string;
  appSecret: string;
  mchId: string;
  /** v2 API key, 32 characters. */
  payKey: string;
  /** APIv3 key, 32 bytes. */
  payV3Key: string;
  /** The merchant signs requests with it; `serial` names its certificate. */
  merchant: KeyPair & { serial: string };
  /** WeChat signs answers and notifications with it. */
  platform: KeyPair & { keyId: string };
}

const hex = (bytes: number): string => randomBytes(bytes).toString('hex');

/** New keys and secrets each time. The app and the merchant are the ones of the documents' examples. */
export async function createWechatCredentials(): Promise<WechatCredentials> {
  const [merchant, platform] = await Promise.all([rsaPair(), rsaPair()]);
  return {
    appId: 'wx765b20f090a4a0f9',
    webAppId: 'wx8888888888888888',
    appSecret: hex(16),
    mchId: '1900000109',
    payKey: hex(16),
    payV3Key: hex(16),
    merchant: { ...merchant, serial: hex(20).toUpperCase() },
    platform: {
      ...platform,
      keyId: `PUB_KEY_ID_01${BigInt(`0x${hex(13)}`)
        .toString()
        .padStart(30, '0')
        .slice(0, 30)}`,
    },
  };
}

/** The settings that make the application this merchant. */
export const wechatSettings = (credentials: WechatCredentials): Partial<Record<Setting, string>> => ({
  WECHAT_APP_ID: credentials.appId,
  WECHAT_WEB_APP_ID: credentials.webAppId,
  WECHAT_PAY_MCH_ID: credentials.mchId,
  WECHAT_PAY_SERIAL: credentials.merchant.serial,
  WECHAT_PAY_PUBLIC_KEY_ID: credentials.platform.keyId,
});

/** The secrets that make the application this merchant. */
export const wechatSecrets = (credentials: WechatCredentials): Partial<Record<SecretName, string>> => ({
  WECHAT_APP_SECRET: credentials.appSecret,
  WECHAT_PAY_KEY: credentials.payKey,
  WECHAT_PAY_V3_KEY: credentials.payV3Key,
  WECHAT_PAY_PRIVATE_KEY: credentials.merchant.privateKey,
  WECHAT_PAY_PUBLIC_KEY: credentials.platform.publicKey,
});
