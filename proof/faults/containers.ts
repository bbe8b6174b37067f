import { type ContextFacts, contextFacts } from '#local/gateway/context.ts';
import type { Handler } from '#local/gateway/functions.ts';
import { createThreads, type Threads } from '#local/gateway/threads.ts';
import type { Contract } from '#shared/contract/endpoint.ts';
import { createCode } from './code.ts';
import type { Wrapped } from './container.ts';

export interface Containers {
  /** A function's handler, bundled as it is deployed from the tree at `root`; each run is in a thread of its own. */
  handlerOf(id: string): Handler;
  /** Ends what runs of the function, in the middle of its work. */
  kill(id: string): Promise<number>;
  /** Lets the function's next run start in a new container. */
  freshen(id: string): Promise<void>;
  close(): Promise<void>;
}

/** Every function in threads that can be killed, with the clock `ahead` and the chances of `seed()`. */
export function createContainers(registry: readonly Contract[], root: string, ahead: Wrapped['ahead'], seed: () => string): Containers {
  const code = createCode(root);
  const threads = new Map<string, Threads>();
  const threadsOf = (id: string, module: URL): Threads => {
    const found = threads.get(id) ?? createThreads(() => containerOf(module));
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
      return async (event) => {
        const threads = threadsOf(id, await code.moduleOf(contract));
        const wrapped: Wrapped = { event, ahead, seed: seed() };
        const facts: ContextFacts = contextFacts(contract, Date.now() + ahead[0]!);
        return threads.run(contract, wrapped, facts);
      };
    },
    kill: async (id) => threads.get(id)?.kill(id) ?? 0,
    freshen,
    async close() {
      await Promise.all([...threads.keys()].map(freshen));
      await code.remove();
    },
  };
}

/** The module of the container that runs this one. */
function containerOf(module: URL): URL {
  const url = new URL('./container.ts', import.meta.url);
  url.searchParams.set('module', module.href);
  return url;
}
