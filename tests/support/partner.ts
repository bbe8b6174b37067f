import { SAMPLE_PARTNER } from '#local/seed.ts';
import type { Stack } from '#local/stack.ts';
import { md5 } from '#shared/kernel/md5.ts';
import { Client, type FormField } from './client.ts';

/** `md5(secret_key + time) + "," + time` (partner-api.txt, 附1). */
export const partnerToken = (secret: string, seconds: number | string = Math.floor(Date.now() / 1000)): string =>
  `${md5(`${secret}${seconds}`)},${seconds}`;

/** The partner API's bodies, as far as a test reads them. */
export interface PartnerBody {
  code: number;
  errno?: number;
  msg?: string;
  data?: Record<string, unknown>;
}

export interface PartnerAnswer {
  status: number;
  headers: Headers;
  text: string;
  body: PartnerBody;
}

type Fields = Record<string, FormField>;
export type Encoding = 'form' | 'urlencoded' | 'json';

/** A partner's server. */
export class PartnerClient {
  readonly #client: Client;
  readonly code: string;
  readonly secret: string;

  constructor(stack: Stack, { code, secret }: { code: string; secret: string } = SAMPLE_PARTNER) {
    this.#client = new Client(`http://127.0.0.1:${stack.port}`);
    this.code = code;
    this.secret = secret;
  }

  /** `path` below `/api/third/`. Its code and a fresh token are sent along, unless `fields` or `headers` say otherwise. */
  async call(path: string, fields: Fields = {}, options: { as?: Encoding; headers?: Record<string, string> } = {}): Promise<PartnerAnswer> {
    const { as = 'form', headers } = options;
    const all = { third_code: this.code, ...fields };
    const answer = await this.#client.post(`/api/third/${path}`, {
      ...encoders[as](all),
      headers: { token: partnerToken(this.secret), ...encoders[as](all).headers, ...headers },
    });
    return { ...answer, body: answer.body as unknown as PartnerBody };
  }

  async nums(): Promise<number> {
    const { body, text } = await this.call('company/nums');
    if (typeof body.data?.nums !== 'number') throw new Error(`nums: ${text}`);
    return body.data.nums;
  }
}

const encoders: Record<Encoding, (fields: Fields) => { form?: Fields; json?: unknown; raw?: string; headers?: Record<string, string> }> = {
  form: (form) => ({ form }),
  json: (json) => ({ json }),
  urlencoded: (fields) => ({
    raw: new URLSearchParams(fields as Record<string, string>).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  }),
};
