import type { Contract } from '#shared/contract/endpoint.ts';
import { collected, isStreaming, type ResponseStream } from './awslambda.ts';
import { type ContextFacts, contextFacts, contextOf, type LambdaContext, timeoutSeconds } from './context.ts';

export type Handler = (event: unknown, context: LambdaContext) => unknown;
export type StreamingHandler = (event: unknown, out: ResponseStream, context: LambdaContext) => unknown;

/** One run of a function. Lambda bills `ms`. */
export interface Invocation {
  id: string;
  kind: Contract['kind'];
  requestId: string;
  /** Milliseconds since 1970. */
  at: number;
  ms: number;
  outcome: 'ok' | 'failed' | 'timed out';
}

/**
 * How a handler is run: in this process, or in a thread that can be killed. `out`: where a streaming one writes; without it, its
 * answer is the result.
 */
export type Run = (contract: Contract, event: unknown, facts: ContextFacts, out?: ResponseStream) => Promise<unknown>;

export interface Functions {
  invoke(contract: Contract, event: unknown, out?: ResponseStream): Promise<unknown>;
  /** The last 10,000 runs, oldest first. */
  invocations: Invocation[];
}

/** Lambda ended a function that ran for too long. */
export class TaskTimedOut extends Error {
  constructor(seconds: number) {
    super(`Task timed out after ${seconds.toFixed(2)} seconds`);
    this.name = 'TaskTimedOut';
  }
}

const KEPT = 10_000;

/**
 * Lambda's part: runs handlers, each at most as long as its contract allows. A run in this process that takes longer is
 * given up, but can't be stopped.
 */
export function createFunctions(run: Run, ended: (invocation: Invocation, error?: unknown) => void): Functions {
  const invocations: Invocation[] = [];
  const note = (contract: Contract, facts: ContextFacts, at: number, error?: unknown) => {
    const outcome = error === undefined ? 'ok' : error instanceof TaskTimedOut ? 'timed out' : 'failed';
    const invocation: Invocation = {
      id: contract.id,
      kind: contract.kind,
      requestId: facts.awsRequestId,
      at,
      ms: Date.now() - at,
      outcome,
    };
    if (invocations.push(invocation) > KEPT) invocations.shift();
    ended(invocation, error);
  };
  return {
    invocations,
    async invoke(contract, event, out) {
      const at = Date.now();
      const facts = contextFacts(contract, at);
      try {
        const result = await within(timeoutSeconds(contract), run(contract, event, facts, out));
        note(contract, facts, at);
        return result;
      } catch (error) {
        note(contract, facts, at, error ?? new Error('the handler threw nothing'));
        throw error;
      }
    },
  };
}

/** Runs handlers in this process. `load`: a function's id → its handler; asked once for each function. */
export function inProcess(load: (id: string) => Promise<Handler>): Run {
  const handlers = new Map<string, Promise<Handler>>();
  return async (contract, event, facts, out) => {
    const handler = handlers.get(contract.id) ?? load(contract.id);
    handlers.set(contract.id, handler);
    return call(await handler, event, contextOf(facts), out);
  };
}

/** Runs a handler of either kind. */
export function call(handler: Handler, event: unknown, context: LambdaContext, out?: ResponseStream): unknown {
  if (!isStreaming(handler)) return handler(event, context);
  const run = (stream: ResponseStream) => (handler as unknown as StreamingHandler)(event, stream, context);
  return out ? run(out) : collected(run);
}

async function within<T>(seconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const expiry = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TaskTimedOut(seconds)), seconds * 1000);
  });
  return Promise.race([work, expiry]).finally(() => clearTimeout(timer));
}
