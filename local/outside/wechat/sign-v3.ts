import { createCipheriv, randomBytes, sign, verify } from 'node:crypto';
import type { Exchange } from '../service.ts';
import type { WechatCredentials } from './credentials.ts';
import { nonce } from './sign-v2.ts';

/** Requests, answers and notifications are good for 5 minutes. */
const TOLERANCE_SECONDS = 300;
const FIELDS = ['mchid', 'serial_no', 'timestamp', 'nonce_str', 'signature'] as const;

const lines = (...parts: string[]): Buffer => Buffer.from(parts.map((part) => `${part}\n`).join(''));

/** Why a request is refused with SIGN_ERROR; `undefined` when its Authorization is right. */
export function signatureProblem(exchange: Exchange, { mchId, merchant }: WechatCredentials, now: number): string | undefined {
  const [scheme, rest = ''] = (exchange.headers.authorization ?? '').split(/ (.*)/s);
  if (scheme !== 'WECHATPAY2-SHA256-RSA2048') return 'Http头Authorization认证类型不正确';
  const fields = Object.fromEntries([...rest.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
  const missing = FIELDS.find((name) => !fields[name]);
  if (missing !== undefined) return `Http头Authorization缺少${missing}`;
  if (fields.mchid !== mchId || fields.serial_no !== merchant.serial) return '商户证书序列号有误';
  if (!(Math.abs(now / 1000 - Number(fields.timestamp)) <= TOLERANCE_SECONDS))
    return 'Http头Authorization中的timestamp与发起请求的时间不得超过5分钟';
  const { pathname, search } = exchange.url;
  const message = lines(exchange.method, pathname + search, fields.timestamp, fields.nonce_str, exchange.body.toString());
  return verify('sha256', message, merchant.publicKey, Buffer.from(fields.signature, 'base64')) ? undefined : '错误的签名，验签失败';
}

/** The headers that WeChat puts on an answer or a notification with this body. */
export function platformHeaders(body: string, { platform }: WechatCredentials, now: number): Record<string, string> {
  const [timestamp, text] = [String(Math.floor(now / 1000)), nonce()];
  return {
    'Wechatpay-Timestamp': timestamp,
    'Wechatpay-Nonce': text,
    'Wechatpay-Serial': platform.keyId,
    'Wechatpay-Signature': sign('sha256', lines(timestamp, text, body), platform.privateKey).toString('base64'),
    'Wechatpay-Signature-Type': 'WECHATPAY2-SHA256-RSA2048',
  };
}

/** AEAD_AES_256_GCM with the APIv3 key; the tag follows the ciphertext. */
export function encryptResource(plain: string, { payV3Key }: WechatCredentials) {
  const iv = randomBytes(6).toString('hex');
  const cipher = createCipheriv('aes-256-gcm', payV3Key, iv).setAAD(Buffer.from('transaction'));
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return {
    original_type: 'transaction',
    algorithm: 'AEAD_AES_256_GCM',
    ciphertext: sealed.toString('base64'),
    associated_data: 'transaction',
    nonce: iv,
  };
}
