import { Worker } from 'node:worker_threads';
import { timeoutSeconds } from './context.ts';
import { type Run, TaskTimedOut } from './functions.ts';

export interface Threads {
  run: Run;
  /** Ends the threads in which this function runs, in the middle of what they do. Answers how many there were. */
  kill(id: string): Promise<number>;
  close(): Promise<void>;
}

interface Outcome {
  result?: unknown;
  error?: string;
}

/**
 * Runs handlers in threads, as Lambda does in containers: one run in each at a time, kept for the next. A run that takes
 * too long dies with its thread. `moduleOf`: a function's id → the URL of its module, which exports `handler`.
 */
export function createThreads(moduleOf: (id: string) => URL): Threads {
  const idle = new Map<string, Worker[]>();
  const busy = new Map<string, Set<Worker>>();

  const take = (id: string): Worker =>
    idle.get(id)?.pop() ?? new Worker(new URL('./thread.ts', import.meta.url), { workerData: moduleOf(id).href, execArgv: [] });

  return {
    async run(contract, event, facts) {
      const worker = take(contract.id);
      const mine = busy.get(contract.id) ?? new Set();
      busy.set(contract.id, mine.add(worker));
      const expiry = setTimeout(() => void worker.terminate(), timeoutSeconds(contract) * 1000);
      const { result, error } = await answerOf(worker, { event, facts });
      clearTimeout(expiry);
      mine.delete(worker);
      if (worker.threadId !== -1) idle.set(contract.id, [...(idle.get(contract.id) ?? []), worker]);
      if (error === undefined) return result;
      throw Date.now() >= facts.deadline ? new TaskTimedOut(timeoutSeconds(contract)) : new Error(error);
    },
    async kill(id) {
      const workers = [...(busy.get(id) ?? [])];
      await Promise.all(workers.map((worker) => worker.terminate()));
      return workers.length;
    },
    async close() {
      const workers = [...idle.values(), ...busy.values()].flatMap((some) => [...some]);
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

/** What the thread makes of it, or how it died. */
const answerOf = (worker: Worker, message: object): Promise<Outcome> =>
  new Promise((resolve) => {
    const settle = (outcome: Outcome) => {
      worker.removeAllListeners();
      worker.on('error', () => {});
      resolve(outcome);
    };
    worker.once('message', settle);
    worker.once('error', (error) => settle({ error: String(error) }));
    worker.once('exit', () => settle({ error: 'the thread was killed' }));
    worker.postMessage(message);
  });
