import type { Exchange, OutsideService } from './service.ts';

const KEPT = 1000;
const LONG_TEXT = 4000;
const BASE64 = /^[A-Za-z0-9+/_-]{256,}={0,2}$/;
const SECRET_PARAMETERS = ['secret', 'key'];

/** One call that a stand-in got. */
export interface Call {
  service: OutsideService['name'];
  method: string;
  /** Path and query; the values of secret parameters are starred out. */
  path: string;
  /** ISO time of arrival. */
  at: string;
  /** `null` while it is not answered: it hangs, or the client gave up. */
  status: number | null;
  /** JSON as parsed, base64 shortened; any other body as text; `null` without a body. */
  body: unknown;
}

/** The last 1,000 calls, oldest first. */
export class CallLog {
  #calls: Call[] = [];

  /** Notes a call at its arrival. Set `status` on the result when it is answered. */
  record(service: OutsideService['name'], exchange: Exchange): Call {
    const call: Call = {
      service,
      method: exchange.method,
      path: publicPath(exchange.url),
      at: new Date().toISOString(),
      status: null,
      body: readableBody(exchange.body),
    };
    this.#calls.push(call);
    if (this.#calls.length > KEPT) this.#calls.shift();
    return call;
  }

  /** All calls, or those of one service. */
  list(service?: string | null): Call[] {
    return this.#calls.filter((call) => !service || call.service === service);
  }

  clear(): void {
    this.#calls = [];
  }
}

function publicPath(url: URL): string {
  const shown = new URL(url);
  for (const name of SECRET_PARAMETERS) if (shown.searchParams.has(name)) shown.searchParams.set(name, '***');
  return shown.pathname + shown.search;
}

function readableBody(body: Buffer): unknown {
  if (body.length === 0) return null;
  const text = body.toString('utf8');
  try {
    return JSON.parse(text, (_, value) => (typeof value === 'string' ? shortened(value) : value));
  } catch {
    return text.length > LONG_TEXT ? `${text.slice(0, LONG_TEXT)}… (${text.length} characters)` : text;
  }
}

const shortened = (text: string): string => (BASE64.test(text) ? `${text.slice(0, 24)}… (${text.length} characters)` : text);
