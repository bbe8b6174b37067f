import { targetOf, bodyOf as wireOf } from '#scripts/events/request.ts';
import type { ExampleRequest } from '#shared/contract/endpoint.ts';
import { drain } from './queue.ts';
import type { World } from './world.ts';

export interface Answer {
  status: number;
  text: string;
  body: Record<string, unknown>;
}

export interface Ask {
  method: string;
  path: string;
  request: ExampleRequest;
  token?: string;
  headers?: Record<string, string>;
}

/** One request; 0 when no answer came. */
export async function ask({ stack }: World, { method, path, request, token, headers }: Ask): Promise<Answer> {
  const wire = wireOf(request);
  const all = { ...wire.headers, ...request.headers, ...headers, ...(token && { authorization: `Bearer ${token}` }) };
  const { 'content-length': _, ...sent } = all as Record<string, string>;
  try {
    const body = method === 'GET' || wire.body.length === 0 ? {} : { body: new Uint8Array(wire.body) };
    const response = await fetch(`http://127.0.0.1:${stack.port}${targetOf(path, request)}`, {
      method,
      headers: sent,
      redirect: 'manual',
      ...body,
    });
    const text = await response.text();
    return { status: response.status, text, body: text.startsWith('{') ? JSON.parse(text) : {} };
  } catch (error) {
    return { status: 0, text: String(error), body: {} };
  }
}

/** Longer than a request can run: a client that got no answer tries again then. */
export const PATIENCE_MS = 36_000;
const TRIES = 5;

/** No answer, a 5xx, or the first try is still at work. */
export const isUnsettled = ({ status, body }: Answer): boolean => status === 0 || status >= 500 || body.code === 'REQUEST_IN_PROGRESS';

/** Asks, and asks the same again as long as there is no final answer. */
export async function askUntilAnswered(world: World, what: Ask, isFinal = (answer: Answer) => !isUnsettled(answer)): Promise<Answer> {
  let answer = await ask(world, what);
  for (let tried = 1; tried < TRIES && !isFinal(answer); tried++) {
    if (world.turn % 2 === 1) await drain(world);
    world.clock.skip(PATIENCE_MS);
    answer = await ask(world, what);
  }
  return answer;
}

let users = 0;

export interface User {
  account: string;
  token: string;
  /** The code of `wx.login()` that is this user. */
  code: string;
}

export const newCode = (): string => `proof-${process.pid}-${++users}`;

export async function signIn(world: World, code = newCode()): Promise<User> {
  const answer = await ask(world, { method: 'POST', path: '/api/wechat/login', request: { json: { code } } });
  const { user, token } = answer.body as { user?: { id: string }; token?: string };
  if (!user || !token) throw new Error(`nobody can log in: ${answer.status} ${answer.text}`);
  return { account: user.id, token, code };
}
