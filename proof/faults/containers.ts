import { pathToFileURL } from 'node:url';
import { type ContextFacts, contextFacts } from '#local/gateway/context.ts';
import type { Handler } from '#local/gateway/functions.ts';
import { createThreads, type Threads } from '#local/gateway/threads.ts';
import type { Contract } from '#shared/contract/endpoint.ts';
import type { Wrapped } from './container.ts';

export interface Containers {
  /** A function's handler; each run is in a thread of its own, from the tree at `root`. */
  handlerOf(id: string): Handler;
  /** Ends what runs of the function, in the middle of its work. */
  kill(id: string): Promise<number>;
  /** Lets the function's next run start in a new container. */
  freshen(id: string): Promise<void>;
  close(): Promise<void>;
}

/** Every function in threads that can be killed, with the clock `ahead` and the chances of `seed()`. */
export function createContainers(registry: readonly Contract[], root: string, ahead: Wrapped['ahead'], seed: () => string): Containers {
  const threads = new Map<string, Threads>();
  const moduleOf = (id: string): URL => {
    const url = new URL('./container.ts', import.meta.url);
    url.searchParams.set('module', pathToFileURL(`${root}/functions/${id}.lambda.ts`).href);
    return url;
  };
  const threadsOf = (id: string): Threads => {
    const found = threads.get(id) ?? createThreads(moduleOf);
    threads.set(id, found);
    return found;
  };
  const freshen = async (id: string) => {
    const old = threads.get(id);
    threads.delete(id);
    await old?.close();
  };
  return {
    handlerOf: (id) => {
      const contract = registry.find((candidate) => candidate.id === id)!;
      return (event) => {
        const wrapped: Wrapped = { event, ahead, seed: seed() };
        const facts: ContextFacts = contextFacts(contract, Date.now() + ahead[0]!);
        return threadsOf(id).run(contract, wrapped, facts);
      };
    },
    kill: (id) => threadsOf(id).kill(id),
    freshen,
    close: async () => void (await Promise.all([...threads.keys()].map(freshen))),
  };
}
