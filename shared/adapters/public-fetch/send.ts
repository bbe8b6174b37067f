import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { type Readable, Transform } from 'node:stream';

const ANSWER_LIMIT = 16 * 1024 * 1024;
/** Statuses that the standard forbids a body to. */
const BODILESS = new Set([204, 205, 304]);

/**
 * One request over a connection of its own, in the standard's terms. Connections aren't kept: each request's address is looked up and checked
 * anew, and there is no stale connection that would make it doubtful whether the request was read.
 */
export function send(url: URL, init: RequestInit, { lookup }: Pick<RequestOptions, 'lookup'>): Promise<Response> {
  const { method = 'GET', headers, body, signal } = init;
  const options: RequestOptions = {
    method,
    agent: false,
    headers: { 'accept-encoding': 'identity', ...Object.fromEntries(new Headers(headers)) },
    ...(signal ? { signal } : {}),
    ...(lookup ? { lookup } : {}),
  };
  return new Promise((resolve, reject) => {
    const answered = (answer: IncomingMessage): void => {
      try {
        resolve(asResponse(answer));
      } catch (error) {
        // A status or a header that the standard doesn't know.
        answer.destroy();
        reject(error);
      }
    };
    const request = url.protocol === 'https:' ? httpsRequest(url, options, answered) : httpRequest(url, options, answered);
    request.on('error', reject).end(bytesOf(body));
  });
}

function bytesOf(body: RequestInit['body']): string | Uint8Array | undefined {
  if (body === undefined || body === null) return undefined;
  if (typeof body === 'string' || body instanceof Uint8Array) return body;
  throw new TypeError('a body is text or bytes');
}

function asResponse(answer: IncomingMessage): Response {
  const status = answer.statusCode ?? 0;
  const headers = new Headers();
  for (const [name, values] of Object.entries(answer.headersDistinct)) for (const value of values ?? []) headers.append(name, value);
  if (BODILESS.has(status)) {
    answer.resume();
    return new Response(null, { status, headers });
  }
  return new Response(streamOf(limited(answer)), { status, headers });
}

/**
 * Not `Readable.toWeb`: that throws where nobody can catch it when something comes after the body was cancelled. What goes wrong is heard
 * by whoever reads, and by nobody when nobody does.
 */
function streamOf(readable: Readable): ReadableStream<Uint8Array> {
  readable.on('error', () => {});
  const chunks: AsyncIterator<Uint8Array> = readable[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: () => void readable.destroy(),
  });
}

/** Fails once more than the limit has come, and takes the connection down with it. */
function limited(answer: IncomingMessage): Readable {
  let length = 0;
  const gate = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      length += chunk.length;
      if (length > ANSWER_LIMIT) next(new Error(`answer is over ${ANSWER_LIMIT} bytes`));
      else next(null, chunk);
    },
  });
  answer.on('error', (error) => gate.destroy(error));
  gate.on('close', () => answer.destroy());
  return answer.pipe(gate);
}
