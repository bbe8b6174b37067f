import type { Environment } from '../../contract/environment.ts';
import type { ReadSecret } from '../../contract/secrets.ts';
import type { ExchangeCode } from '../../domain/accounts/ports.ts';
import { seconds } from '../../kernel/clock.ts';
import { fail } from '../../kernel/fault.ts';
import { getText } from './get-text.ts';

const TIMEOUT = seconds(5);

/** What `jscode2session` answers that we use. The `session_key` isn't among it: it stays here, unread. */
interface Session {
  openid?: unknown;
  unionid?: unknown;
  errcode?: number;
  errmsg?: unknown;
}

/** The client's fault: another code is needed. */
const REFUSED: Record<number, string> = {
  40029: 'invalid code',
  40163: 'code been used',
  40226: 'code blocked',
  41008: 'missing code',
};

/** Seconds until another try makes sense: the system is busy, or the minute's quota is used up. */
const BUSY: Record<number, number> = { [-1]: 1, 45011: 60 };

/**
 * Asks WeChat who a login code belongs to (`GET /sns/jscode2session`).
 * Faults: `login.refused`, `login.busy` with `retryAfter`, `login.unreachable` (also when the app isn't configured: `operator` says what is wrong).
 */
export function wechatLogin(env: Environment, secret: ReadSecret): ExchangeCode {
  return async (code) => {
    const appSecret = await secret('WECHAT_APP_SECRET');
    if (!env.WECHAT_APP_ID || !appSecret || !env.WECHAT_BASE_URL) {
      return unreachable('WECHAT_APP_ID, WECHAT_APP_SECRET or WECHAT_BASE_URL is not configured');
    }
    const url = new URL(`${env.WECHAT_BASE_URL.replace(/\/$/, '')}/sns/jscode2session`);
    url.search = String(
      new URLSearchParams({ appid: env.WECHAT_APP_ID, secret: appSecret, js_code: code, grant_type: 'authorization_code' }),
    );
    return identityOf(await ask(url));
  };
}

async function ask(url: URL): Promise<Session> {
  const { status, body } = await getText(url, TIMEOUT).catch((cause) => unreachable('no answer from jscode2session', cause));
  if (status !== 200) return unreachable(`jscode2session answered HTTP ${status}`);
  try {
    const session: unknown = JSON.parse(body);
    if (typeof session === 'object' && session !== null) return session;
  } catch {
    // Falls through: what isn't JSON is no answer, and its text isn't shown, for it might hold a session key.
  }
  return unreachable('jscode2session did not answer a JSON object');
}

/** A success may come without `errcode`. */
function identityOf({ openid, unionid, errcode = 0, errmsg }: Session): { openid: string; unionid?: string } {
  const refused = REFUSED[errcode];
  if (refused !== undefined) return fail('login.refused', { message: `WeChat login error: ${refused}`, errcode });
  const retryAfter = BUSY[errcode];
  if (retryAfter !== undefined) return fail('login.busy', { retryAfter, errcode });
  if (errcode !== 0) return unreachable(`jscode2session refused with errcode ${errcode}: ${errmsg}`);
  if (typeof openid !== 'string' || openid === '') return unreachable('jscode2session answered no openid');
  return typeof unionid === 'string' && unionid !== '' ? { openid, unionid } : { openid };
}

const unreachable = (operator: string, cause?: unknown): never => fail('login.unreachable', { operator }, { cause });
