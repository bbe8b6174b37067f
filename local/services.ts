import { randomBytes } from 'node:crypto';
import type { SecretName } from '#shared/contract/secrets.ts';
import type { Setting } from '#shared/contract/settings.ts';
import { createAlipay } from './outside/alipay/alipay.ts';
import { type AlipayCredentials, alipaySecrets, alipaySettings, createAlipayCredentials } from './outside/alipay/credentials.ts';
import { createCashier } from './outside/cashier/cashier.ts';
import { createGoogle, createProject, keyFileOf } from './outside/google/index.ts';
import { type Outside, startOutside } from './outside/host.ts';
import { createPartner } from './outside/partner/receiver.ts';
import { createPublishing } from './outside/publish/index.ts';
import { createQwen } from './outside/qwen/index.ts';
import { createWechatCredentials, type WechatCredentials, wechatSecrets, wechatSettings } from './outside/wechat/credentials.ts';
import { createWechatLogin } from './outside/wechat/login.ts';
import { createWechatPay } from './outside/wechat/pay.ts';
import type { Secrets, Settings, Variables } from './settings.ts';

export interface ServicesOptions {
  /** 0 takes a free one. */
  port: number;
  variables: Variables;
  /** Google Cloud credentials are configured, so videos are made by Veo on Vertex AI and not by Omni. */
  veo?: boolean;
  /** How long a picture takes the model, in ms. */
  imageMs?: number;
  /** How long a video takes the model, in ms. */
  videoMs?: number;
  /** So many pictures and films the model gives again for the same order; usually it makes each anew. */
  remembered?: number;
  /** How long an article takes to become public, in ms. */
  publishMs?: number;
  /** How long the text models take for each piece of a streamed text, in ms. */
  pieceMs?: number;
  /** Multiplies the waits between WeChat Pay's and Alipay's notifications of one payment. */
  retryScale?: number;
  /** The payment services' clock, by which signatures age and orders expire. */
  payNow?: () => number;
  /** WeChat Pay's own, where it differs. */
  wechatNow?: () => number;
  /** Where the API sent the payer of an order. */
  paymentUrlOf?: (orderId: string) => string | undefined;
}

/** The stand-ins, and what makes the application their customer. */
export interface Services {
  outside: Outside;
  wechat: WechatCredentials;
  alipay: AlipayCredentials;
  /** What the stand-in of Qwen is reached with. */
  qwen: { baseUrl: string; apiKey: string };
  settings: Settings;
  secrets: Secrets;
  close(): Promise<void>;
}

/** Starts the stand-ins of all outside services on one port. */
export async function startServices(options: ServicesOptions): Promise<Services> {
  const { port, variables, veo, imageMs, videoMs, remembered, publishMs, pieceMs, retryScale, payNow, wechatNow, paymentUrlOf } = options;
  const apiKey = `local-${randomBytes(16).toString('hex')}`;
  const project = createProject();
  const [created, alipay] = await Promise.all([createWechatCredentials(), createAlipayCredentials()]);
  const wechat = { ...created, appId: variables.WECHAT_APP_ID || created.appId };
  const cashier = createCashier(paymentUrlOf);
  const outside = await startOutside({
    port,
    services: [
      createGoogle({ apiKey, project, imageMs, videoMs, pieceMs, remembered }),
      createQwen({ apiKey, pieceMs }),
      createWechatLogin(wechat),
      createWechatPay(wechat, { retryScale, now: wechatNow ?? payNow, cashier }),
      createAlipay(alipay, { retryScale, now: payNow, cashier }),
      createPublishing({ publishMs }),
      createPartner(),
    ],
  });
  const qwen = { baseUrl: `${outside.url}/qwen/compatible-mode/v1`, apiKey };
  const settings: Partial<Record<Setting, string>> = {
    ...wechatSettings(wechat),
    ...alipaySettings(alipay),
    GEMINI_BASE_URL: `${outside.url}/gemini`,
    VERTEX_BASE_URL: `${outside.url}/vertex`,
    QWEN_BASE_URL: qwen.baseUrl,
    WECHAT_BASE_URL: `${outside.url}/wechat`,
    WECHAT_OA_BASE_URL: `${outside.url}/publish/wechat`,
    WECHAT_PAY_BASE_URL: `${outside.url}/wechatpay`,
    ALIPAY_GATEWAY_URL: `${outside.url}/alipay/gateway.do`,
    ALLOWED_PRIVATE_ORIGINS: [outside.url, outside.url.replace('127.0.0.1', 'localhost')].join(),
    // The stand-in's videos take seconds, not minutes.
    VIDEO_POLL_SECONDS: '2',
    ...(veo ? { GOOGLE_CLOUD_PROJECT: project.id } : {}),
  };
  const secrets: Partial<Record<SecretName, string>> = {
    ...wechatSecrets(wechat),
    ...alipaySecrets(alipay),
    GEMINI_API_KEY: apiKey,
    QWEN_API_KEY: qwen.apiKey,
    ...(veo ? { GOOGLE_CREDENTIALS: keyFileOf(project, outside.url) } : {}),
  };
  return { outside, wechat, alipay, qwen, settings, secrets, close: () => outside.close() };
}
