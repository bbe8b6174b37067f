import type { Picture } from '../../domain/models/ports.ts';
import type { ChannelCredentials } from '../../domain/publishing/ports.ts';
import { seconds } from '../../kernel/clock.ts';
import { refuse, unavailable } from './errors.ts';

/** Of one call; a picture's upload too. */
const TIMEOUT_MS = seconds(10);

type Json = Record<string, unknown>;

/** Calls of Official Accounts' interfaces in the name of one account. `step` is what faults call it. */
export interface OaClient {
  post(step: string, path: string, body: Json): Promise<Json>;
  upload(step: string, path: string, picture: Picture): Promise<Json>;
}

/**
 * One account's client. Its token is asked for once: `stable_token` gives the same one to everybody who asks, so nobody's becomes invalid.
 * A redirect is no answer. The secret and the token stand in no error.
 */
export function oaClient(baseUrl: string, { appId, appSecret }: ChannelCredentials): OaClient {
  const base = baseUrl.replace(/\/$/, '');
  let token: Promise<string> | undefined;
  const fresh = async (): Promise<string> => {
    const body = { grant_type: 'client_credential', appid: appId, secret: appSecret, force_refresh: false };
    const { access_token: value } = await ask('token', `${base}/cgi-bin/stable_token`, jsonOf(body));
    return typeof value === 'string' && value !== '' ? value : unavailable('stable_token answered no token', 'token');
  };
  const call = async (step: string, path: string, init: RequestInit): Promise<Json> => {
    token ??= fresh();
    const url = new URL(base + path);
    url.searchParams.set('access_token', await token);
    return ask(step, String(url), init);
  };
  return {
    post: (step, path, body) => call(step, path, jsonOf(body)),
    upload: (step, path, { type, bytes }) => {
      const form = new FormData();
      form.set('media', new Blob([new Uint8Array(bytes)], { type }), `picture.${type === 'image/png' ? 'png' : 'jpg'}`);
      return call(step, path, { method: 'POST', body: form });
    },
  };
}

/** WeChat takes Chinese only as it is: a body with `\u….` escapes would show them. `JSON.stringify` makes none. */
const jsonOf = (body: Json): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});

async function ask(step: string, url: string, init: RequestInit): Promise<Json> {
  const answer = await textOf(url, init).catch((cause: unknown) => unavailable(`no answer: ${reasonOf(cause)}`, step));
  if (answer.status !== 200) return unavailable(`HTTP ${answer.status}`, step);
  const json = parsed(answer.text) ?? unavailable('it did not answer a JSON object', step);
  const { errcode = 0, errmsg = '' } = json;
  return errcode === 0 ? json : refuse({ errcode: Number(errcode), errmsg: String(errmsg) }, step);
}

async function textOf(url: string, init: RequestInit): Promise<{ status: number; text: string }> {
  const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
  return { status: response.status, text: await response.text() };
}

/** An error of `fetch` may have the address in it, and with it the token. */
const reasonOf = (cause: unknown): string => {
  const { name = 'Error', cause: inner } = cause as Error;
  return `${name}${inner instanceof Error ? ` ${(inner as NodeJS.ErrnoException).code ?? inner.name}` : ''}`;
};

function parsed(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}
