import type { Answer, Exchange, OutsideService } from '../service.ts';
import { type Accounts, createAccounts, type OaAccount, settle } from './accounts.ts';
import { interfaces, refusal } from './interfaces.ts';
import { articlePage, picture, postsPage } from './pages.ts';

export interface PublishOptions {
  /** How long a draft takes to become public, in ms. */
  publishMs?: number | undefined;
}

const PREFIX = '/publish/wechat';

/**
 * WeChat Official Accounts below `/publish/wechat`. Any app id is an account, those that begin with `bad` aren't; secrets that begin with `bad` are wrong;
 * accounts that begin with `personal` may not publish. A title with 违规 in it isn't approved. Articles can be read at `/publish/wechat/s/{id}`.
 */
export function createPublishing({ publishMs = 1500 }: PublishOptions = {}): OutsideService {
  const accounts = createAccounts();
  const handle = async (exchange: Exchange): Promise<Answer> => {
    const { method, url } = exchange;
    const path = url.pathname.slice(PREFIX.length);
    const urlOf = (articleId: string) => `${url.origin}${PREFIX}/s/${articleId}`;
    for (const account of accounts.all()) settle(account, Date.now(), urlOf);
    if (path.startsWith('/s/')) return articlePage(accounts, path.slice('/s/'.length));
    if (path.startsWith('/picture/')) return picture(accounts, path.slice('/picture/'.length));
    if (path === '/posts') return postsPage(accounts, url.searchParams.get('app_id'));
    if (method !== 'POST') return refusal(43002, 'require POST method');
    if (path === '/cgi-bin/stable_token') return tokenFor(accounts, exchange.body);
    const account = accounts.withToken(url.searchParams.get('access_token'));
    if (!account) return refusal(40001, 'invalid credential, access_token is invalid or not latest');
    const serve = interfaces[path];
    return serve ? serve({ account, exchange, doneAt: Date.now() + publishMs }) : refusal(40066, 'invalid url');
  };
  return {
    name: 'publish',
    prefixes: [PREFIX],
    pages: [`${PREFIX}/s`, `${PREFIX}/picture`, `${PREFIX}/posts`],
    handle,
    async fault(mode, exchange) {
      if (mode === '429') return refusal(45009, 'reach max api daily quota limit');
      if (mode === '500') return { status: 500, body: 'Internal Server Error' };
      return mode === 'refuse' ? refusal(53503, 'draft did not pass the check') : handle(exchange);
    },
  };
}

function tokenFor(accounts: Accounts, body: Buffer): Answer {
  const { grant_type: grant, appid, secret } = JSON.parse(body.toString('utf8')) as Record<string, unknown>;
  if (grant !== 'client_credential') return refusal(40002, 'invalid grant_type');
  if (typeof appid !== 'string' || appid === '' || appid.startsWith('bad')) return refusal(40013, 'invalid appid');
  if (typeof secret !== 'string' || secret === '' || secret.startsWith('bad')) return refusal(40125, 'invalid appsecret');
  const account: OaAccount = accounts.of(appid);
  return { status: 200, body: { access_token: account.token, expires_in: 7200 } };
}
