import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll } from 'vitest';
import { type Stack, type StackOptions, startStack } from '#local/stack.ts';

/** Longest start that a slow machine is allowed, in ms. */
const START_MS = 30_000;
/** Tests ask for the same pictures and films again and again. */
const REMEMBERED = 32;

/** One stack for a test file, on free ports, without clocked schedules. Call the result inside a test. */
export function useStack(options: StackOptions = {}): () => Stack {
  let stack: Stack | undefined;
  beforeAll(async () => {
    stack = await startStack({ schedules: false, remembered: REMEMBERED, ...options });
  }, START_MS);
  afterAll(async () => {
    await stack?.close();
  });
  return () => {
    if (!stack) throw new Error('the stack is not up: use it inside a test');
    return stack;
  };
}

export interface Reply {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

/** One HTTP request as it is: no redirects followed, any method and header, from any loopback address. */
export async function send(
  stack: Stack,
  method: string,
  path: string,
  { from = '127.0.0.1', headers = {}, body }: { from?: string; headers?: Record<string, string>; body?: string | Uint8Array } = {},
): Promise<Reply> {
  const { promise, resolve, reject } = Promise.withResolvers<Reply>();
  const call = request(
    { host: '127.0.0.1', port: stack.port, method, path, headers, localAddress: from, agent: false },
    async (response) => {
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text: await text(response) });
    },
  );
  call.once('error', reject).end(body);
  return promise;
}

/** Waits until `check` gives something, looking every 20 ms. */
export async function eventually<T>(check: () => T | undefined | false | Promise<T | undefined | false>, withinMs = 10_000): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const found = await check();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`it did not come true within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
