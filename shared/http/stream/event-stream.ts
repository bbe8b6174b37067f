import type { Writable } from 'node:stream';
import type { HttpAnswer } from '../../contract/answer.ts';
import { seconds } from '../../kernel/clock.ts';

/** What stands between us and the client may close a connection on which nothing comes. */
const PING_MS = seconds(10);
const PING = ': ping\n\n';

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  // nginx and its like would collect it.
  'x-accel-buffering': 'no',
};

/** The client closed the connection before it had all. */
export class ClientLeft extends Error {
  constructor() {
    super('the client left');
    this.name = 'ClientLeft';
  }
}

/** Server-sent events to one client (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
export interface EventStream {
  /** Aborted, with `ClientLeft`, as soon as we are told that the client has left. Lambda never tells. */
  signal: AbortSignal;
  /** Whether the client has its status and headers. */
  isOpen(): boolean;
  /** Whether the client was told anything. */
  hasBegun(): boolean;
  /** Status 200 and the headers, and from then on something at least every 10 s. */
  open(headers?: Readonly<Record<string, string>>): void;
  /** `data` has no line break: it is JSON. Rejects with `ClientLeft`. */
  send(event: string, data: string): Promise<void>;
  end(): void;
  /** Instead of a stream: an answer like any other. */
  answer(answer: HttpAnswer): void;
}

export function eventStream(raw: awslambda.HttpResponseStream, requestId: string): EventStream {
  const left = new AbortController();
  let out: Writable | undefined;
  let begun = false;
  let over = false;
  let pinging: NodeJS.Timeout | undefined;
  const gone = (): void => {
    clearInterval(pinging);
    if (!over) left.abort(new ClientLeft());
  };
  raw.on('close', gone).on('error', gone);

  const head = (statusCode: number, headers: Readonly<Record<string, string>>): Writable => {
    out = awslambda.HttpResponseStream.from(raw, { statusCode, headers });
    return out;
  };
  const finish = (last?: string): void => {
    if (over) return;
    over = true;
    clearInterval(pinging);
    if (!left.signal.aborted) out?.end(last);
  };
  return {
    signal: left.signal,
    isOpen: () => out !== undefined,
    hasBegun: () => begun,
    open(headers = {}) {
      if (left.signal.aborted) return;
      const stream = head(200, { 'x-request-id': requestId, ...headers, ...HEADERS });
      // The head goes out with the first byte.
      stream.write(PING);
      pinging = setInterval(() => stream.write(PING), PING_MS);
    },
    async send(event, data) {
      left.signal.throwIfAborted();
      begun = true;
      pinging?.refresh();
      if (!out!.write(`event: ${event}\ndata: ${data}\n\n`)) await drained(out!, left.signal);
    },
    end: () => finish(),
    answer({ statusCode, headers, body }) {
      if (left.signal.aborted) return;
      head(statusCode, headers);
      // Lambda hangs on an answer without a byte (aws-lambda-nodejs-runtime-interface-client, issue 95).
      finish(body || ' ');
    },
  };
}

/** A slow reader is waited for. */
const drained = (out: Writable, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const leave = (): void => {
      out.off('drain', drain);
      reject(signal.reason);
    };
    const drain = (): void => {
      signal.removeEventListener('abort', leave);
      resolve();
    };
    out.once('drain', drain);
    signal.addEventListener('abort', leave, { once: true });
  });
