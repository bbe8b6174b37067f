import { createHash, randomBytes } from 'node:crypto';
import type { Answer, Exchange, OutsideService } from '../service.ts';
import type { WechatCredentials } from './credentials.ts';

/** WeChat says everything with HTTP 200; the refusal is in `errcode`. */
const refusal = (errcode: number, errmsg: string): Answer => ({
  status: 200,
  body: { errcode, errmsg: `${errmsg}, rid: ${randomBytes(4).toString('hex')}` },
});

/**
 * `GET /wechat/sns/jscode2session`. Codes that begin with `bad` are invalid (40029), with `busy` meet a busy system (-1);
 * any other logs in, the same code always as the same user. The real one takes a code once, for 5 minutes.
 */
export function createWechatLogin(credentials: Pick<WechatCredentials, 'appId' | 'appSecret'>): OutsideService {
  const handle = async ({ method, url }: Exchange): Promise<Answer> => {
    if (url.pathname !== '/wechat/sns/jscode2session') return { status: 404, body: '' };
    if (method !== 'GET') return refusal(43001, 'require GET method');
    return exchange(credentials, url.searchParams);
  };
  return {
    name: 'wechat',
    prefixes: ['/wechat'],
    handle,
    fault: async (mode, request) => {
      if (mode === '429') return refusal(45011, 'api minute-quota reach limit, must slower, retry next minute');
      if (mode === '500') return { status: 500, body: 'Internal Server Error' };
      return mode === 'refuse' ? invalidCode() : handle(request);
    },
  };
}

const invalidCode = (): Answer => refusal(40029, 'invalid code');

function exchange({ appId, appSecret }: Pick<WechatCredentials, 'appId' | 'appSecret'>, query: URLSearchParams): Answer {
  const code = query.get('js_code');
  if (query.get('appid') !== appId) return refusal(40013, 'invalid appid');
  if (query.get('secret') !== appSecret) return refusal(40125, 'invalid appsecret');
  if (query.get('grant_type') !== 'authorization_code') return refusal(40002, 'invalid grant_type');
  if (!code) return refusal(41008, 'missing code');
  if (code.startsWith('bad')) return invalidCode();
  if (code.startsWith('busy')) return refusal(-1, 'system error');
  return { status: 200, body: { session_key: randomBytes(16).toString('base64'), openid: openidOf(code) } };
}

/** 28 characters that begin with `o`, as real ones. */
export const openidOf = (code: string): string => `o${createHash('sha256').update(`openid:${code}`).digest('base64url').slice(0, 27)}`;
