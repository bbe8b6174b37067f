import type { Exchange } from '../service.ts';
import { timeV3 } from '../times.ts';
import { invalid, type Node } from './answer.ts';
import type { AlipayCredentials } from './credentials.ts';
import { type Fields, isSignedRequest } from './sign.ts';

/** How far off a request's time may be. The real one's tolerance isn't documented; a machine that means UTC is 8 hours off. */
const TOLERANCE_MS = 15 * 60_000;

/** A request's fields, from its query and its form. */
export function fieldsOf({ url, body, headers }: Exchange): Fields {
  const form = headers['content-type']?.includes('form') ? new URLSearchParams(body.toString()) : [];
  return Object.fromEntries([...url.searchParams, ...form]);
}

const FIXED: Fields = { charset: 'utf-8', sign_type: 'RSA2', version: '1.0' };

/** Why a request isn't even looked at; `undefined` when its app, signature, time and fixed fields are right. `signed`: whether that answer is. */
export function problemOf(fields: Fields, { appId, app }: AlipayCredentials, now: number): { node: Node; signed: boolean } | undefined {
  if (fields.app_id !== appId) return { node: invalid('isv.invalid-app-id', '无效的AppID参数'), signed: false };
  const wrong = Object.keys(FIXED).find((name) => fields[name]?.toLowerCase() !== FIXED[name]?.toLowerCase());
  if (wrong !== undefined) return { node: invalid(`isv.invalid-${wrong.replace('_', '-')}`, `无效的${wrong}参数`), signed: false };
  if (!isSignedRequest(fields, app.publicKey)) {
    return { node: invalid('isv.invalid-signature', '验签出错，建议检查签名字符串或签名私钥与应用公钥是否匹配'), signed: true };
  }
  const time = Date.parse(`${fields.timestamp?.replace(' ', 'T')}+08:00`);
  if (!(Math.abs(now - time) <= TOLERANCE_MS))
    return { node: invalid('isv.invalid-timestamp', `非法的时间戳参数，现在是${timeV3(now)}`), signed: true };
  return undefined;
}

/** The request's own object; an empty one for anything else. */
export function contentOfRequest(fields: Fields): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(fields.biz_content ?? '');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
