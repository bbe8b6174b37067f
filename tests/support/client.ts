import type { Stack } from '#local/stack.ts';

/** The mini-program API's bodies, as far as a test reads them: a success, or an error in the documented shape. */
export interface ApiBody {
  success?: boolean;
  error?: string;
  message?: string;
  code?: string;
  field?: string;
  requestId?: string;
  status?: string;
  statusUrl?: string;
  token?: string;
  orderId?: string;
  user?: { id: string; points: number };
  data?: Record<string, unknown>;
  points?: { deducted: number; remaining: number };
}

export interface ApiAnswer {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed JSON; an empty object where the answer is none. */
  body: ApiBody;
}

/** One field of a multipart form: a text, or a file with its name and declared type. */
export type FormField = string | { bytes: Uint8Array; name?: string; type?: string };

export interface Sent {
  headers?: Record<string, string>;
  json?: unknown;
  form?: Record<string, FormField>;
  /** A body as it is; say its `content-type` among the headers. */
  raw?: string | Uint8Array;
}

/** What an account has: any movement of points, and any job that ended, shows in it. */
export interface Standing {
  points: number;
  transactions: number;
  jobs: number;
}

/** A client of the mini-program API; `token` is sent with every call. Redirects are shown, not followed. */
export class Client {
  readonly url: string;
  readonly token: string | undefined;
  readonly account: string;

  constructor(url: string, token?: string, account = '') {
    this.url = url;
    this.token = token;
    this.account = account;
  }

  async call(method: string, path: string, sent: Sent = {}): Promise<ApiAnswer> {
    const authorization = this.token === undefined ? {} : { authorization: `Bearer ${this.token}` };
    const { body, headers } = bodyOf(sent);
    const response = await fetch(this.url + path, {
      method,
      headers: { ...authorization, ...headers, ...sent.headers },
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json');
    return { status: response.status, headers: response.headers, text, body: isJson ? (JSON.parse(text) as ApiBody) : {} };
  }

  get(path: string, sent?: Sent): Promise<ApiAnswer> {
    return this.call('GET', path, sent);
  }

  post(path: string, sent?: Sent): Promise<ApiAnswer> {
    return this.call('POST', path, sent);
  }

  async standing(): Promise<Standing> {
    const paths = ['/api/wechat/user/info', '/api/wechat/user/transactions?limit=1', '/api/wechat/user/api-usage?limit=1'];
    const [info, transactions, usage] = await Promise.all(paths.map(async (path) => (await this.get(path)).body.data));
    return { points: info?.points as number, transactions: transactions?.total as number, jobs: usage?.total as number };
  }
}

/** Somebody without a token. */
export const anonymous = (stack: Stack): Client => new Client(`http://127.0.0.1:${stack.port}`);

/** Logs in with a code of `wx.login()`; the same code is the same user. */
export async function login(stack: Stack, code: string): Promise<Client> {
  const { body, text } = await anonymous(stack).post('/api/wechat/login', { json: { code } });
  if (!body.token || !body.user) throw new Error(`login failed: ${text}`);
  return new Client(`http://127.0.0.1:${stack.port}`, body.token, body.user.id);
}

function bodyOf({ json, form, raw }: Sent): { body?: string | Uint8Array<ArrayBuffer> | FormData; headers: Record<string, string> } {
  if (json !== undefined) return { body: JSON.stringify(json), headers: { 'content-type': 'application/json' } };
  if (form !== undefined) return { body: formOf(form), headers: {} };
  if (raw === undefined) return { headers: {} };
  return { body: typeof raw === 'string' ? raw : new Uint8Array(raw), headers: {} };
}

function formOf(fields: Record<string, FormField>): FormData {
  const form = new FormData();
  for (const [name, field] of Object.entries(fields)) {
    if (typeof field === 'string') form.append(name, field);
    else form.append(name, new Blob([new Uint8Array(field.bytes)], { type: field.type ?? 'image/jpeg' }), field.name ?? 'photo.jpg');
  }
  return form;
}
