import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Attempt } from './attempt.ts';

export interface Answer {
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Buffer;
  ms: number;
}

/** Thrown where no answer came in time, or the connection broke. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** Sends it as it is, and follows nothing. */
export function send(port: number, { method, path, headers, body }: Attempt, withinMs: number): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const began = performance.now();
  const length = body && { 'content-length': String(body.length) };
  const call = request({ host: '127.0.0.1', port, method, path, headers: { ...headers, ...length }, agent: false }, async (response) => {
    const { statusCode: status = 0, headers: answered } = response;
    buffer(response).then((content) => resolve({ status, headers: answered, body: content, ms: performance.now() - began }), fail);
  });
  const timer = setTimeout(() => call.destroy(new Error(`no answer within ${withinMs} ms`)), withinMs);
  const fail = (cause: Error) => reject(new NoAnswer(cause.message, { cause }));
  call.once('error', fail).end(body);
  return promise.finally(() => clearTimeout(timer));
}
