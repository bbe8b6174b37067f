import { targetOf, bodyOf as wireOf } from '#scripts/events/request.ts';
import type { Auth, ExampleRequest } from '#shared/contract/endpoint.ts';
import { lastOf } from '#tests/support/events.ts';
import { send } from '#tests/support/stack.ts';
import { type Caller, type Credential, shown } from '../callers/index.ts';
import { miniUser, newCode } from '../callers/mini.ts';
import { drain } from './queue.ts';
import type { World } from './world.ts';

export interface Answer {
  status: number;
  text: string;
  body: Record<string, unknown>;
  /** It was stored under the `Idempotency-Key`. */
  replayed: boolean;
}

export interface Ask {
  method: string;
  path: string;
  request: ExampleRequest;
  /** Who asks; nobody says who they are where nothing is asked for. */
  as?: Caller;
  /** What the endpoint asks for: `account` unless it is said. */
  auth?: Auth;
  headers?: Record<string, string>;
}

/** One request, from an address that nobody else has in this run; of what is streamed, the last event; 0 when no answer came. */
export async function ask(world: World, { method, path, request: plain, as, auth = 'account', headers }: Ask): Promise<Answer> {
  const credential = await shown(as, auth);
  const request = signed(plain, credential);
  const wire = wireOf(request);
  const { 'content-length': _, ...sent } = { ...wire.headers, ...request.headers, ...credential.headers, ...headers } as Record<
    string,
    string
  >;
  try {
    const body = method === 'GET' || wire.body.length === 0 ? {} : { body: wire.body };
    const {
      status,
      text: sentBack,
      headers: answered,
    } = await send(world.stack, method, targetOf(path, request), { from: world.address, headers: sent, ...body });
    const text = lastOf(answered['content-type'], sentBack);
    const replayed = answered['idempotent-replayed'] === 'true';
    return { status, text, body: text.startsWith('{') ? JSON.parse(text) : {}, replayed };
  } catch (error) {
    return { status: 0, text: String(error), body: {}, replayed: false };
  }
}

/** The request with what its caller has to say in the body. */
function signed(request: ExampleRequest, { fields }: Credential): ExampleRequest {
  if (!fields) return request;
  if (request.json !== undefined) return { ...request, json: { ...(request.json as object), ...fields } };
  return { ...request, form: { ...request.form, ...fields } };
}

/** Longer than a request to most endpoints can run: a client that got no answer tries again then. */
export const PATIENCE_MS = 36_000;
const TRIES = 5;

/** Asks, and asks the same again as long as there is no final answer, each time when the last request can't run any more. */
export async function askUntilAnswered(
  world: World,
  what: Ask,
  isFinal: (answer: Answer) => boolean,
  patienceMs = PATIENCE_MS,
): Promise<Answer> {
  let answer = await ask(world, what);
  for (let tried = 1; tried < TRIES && !isFinal(answer); tried++) {
    if (world.turn % 2 === 1) await drain(world);
    world.clock.skip(patienceMs);
    answer = await ask(world, what);
  }
  return answer;
}

/** Somebody of the mini-program, with 100 points. */
export const signIn = (world: World, code = newCode()): Promise<Caller> => miniUser(world, code);
