import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export type SignType = 'MD5' | 'HMAC-SHA256';
export type Fields = Record<string, string>;

/** https://pay.weixin.qq.com/doc/v2/merchant/4011985891: sorted, without empty values and `sign`, then the key; upper case. */
export function signV2(fields: Fields, key: string, type: SignType = 'MD5'): string {
  const pairs = Object.keys(fields)
    .filter((name) => name !== 'sign' && fields[name] !== '')
    .sort()
    .map((name) => `${name}=${fields[name]}`);
  const text = [...pairs, `key=${key}`].join('&');
  const hash = type === 'MD5' ? createHash('md5') : createHmac('sha256', key);
  return hash.update(text).digest('hex').toUpperCase();
}

export const signed = (fields: Fields, key: string, type?: SignType): Fields => ({ ...fields, sign: signV2(fields, key, type) });

export function isSignedV2(fields: Fields, key: string): boolean {
  const type = fields.sign_type || 'MD5';
  if (type !== 'MD5' && type !== 'HMAC-SHA256') return false;
  return sameText(fields.sign ?? '', signV2(fields, key, type));
}

export function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

export const nonce = (): string => randomBytes(16).toString('hex');
