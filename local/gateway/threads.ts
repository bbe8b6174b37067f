import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import type { ResponseStream } from './awslambda.ts';
import { timeoutSeconds } from './context.ts';
import type { Run } from './functions.ts';
import type { Told } from './thread.ts';

export interface Threads {
  run: Run;
  /** Ends the threads in which this function runs, in the middle of what they do. Answers how many there were. */
  kill(id: string): Promise<number>;
  close(): Promise<void>;
}

interface Outcome {
  result?: unknown;
  error?: string;
  dead?: true;
}

/**
 * Runs handlers in threads, as Lambda does in containers: one run in each at a time, kept for the next. A run that takes
 * too long dies with its thread. `moduleOf`: a function's id → the URL of its module, which exports `handler`.
 */
export function createThreads(moduleOf: (id: string) => URL): Threads {
  const idle = new Map<string, Worker[]>();
  const busy = new Map<string, Set<Worker>>();

  const take = (id: string): Worker => {
    const waiting = (idle.get(id) ?? []).filter((worker) => worker.threadId !== -1);
    const worker = waiting.pop();
    idle.set(id, waiting);
    return worker ?? startThread(moduleOf(id));
  };

  return {
    async run(contract, event, facts, out) {
      const worker = take(contract.id);
      const mine = busy.get(contract.id) ?? new Set();
      busy.set(contract.id, mine.add(worker));
      const expiry = setTimeout(() => void worker.terminate(), timeoutSeconds(contract) * 1000);
      const { result, error, dead } = await answerOf(worker, { event, facts, streams: out !== undefined }, out);
      clearTimeout(expiry);
      mine.delete(worker);
      if (!dead) idle.set(contract.id, [...(idle.get(contract.id) ?? []), worker]);
      if (error !== undefined) throw new Error(error);
      return result;
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

function startThread(module: URL): Worker {
  const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: module.href, execArgv: [], stdout: true, stderr: true });
  // What it logs is this process's log, line by line: tests are quiet unless they fail.
  createInterface(worker.stdout).on('line', (line) => console.log(line));
  createInterface(worker.stderr).on('line', (line) => console.error(line));
  // Whoever waits for an answer hears of an error too; between runs nobody does, and the thread is just not used again.
  return worker.on('error', () => {});
}

/** What the thread makes of it, or how it died; what it streams goes to `out`. */
const answerOf = (worker: Worker, order: Told, out: ResponseStream | undefined): Promise<Outcome> =>
  new Promise((resolve) => {
    const heard = (message: Outcome | { chunk: Uint8Array }) => {
      if ('chunk' in message) out?.write(message.chunk);
      else settle(message);
    };
    const failed = (error: unknown) => settle({ error: String(error), dead: true });
    const exited = () => settle({ error: 'the thread was killed', dead: true });
    const left = () => worker.postMessage({ left: true } satisfies Told);
    const settle = (outcome: Outcome) => {
      worker.off('message', heard).off('error', failed).off('exit', exited);
      out?.off('close', left);
      resolve(outcome);
    };
    worker.on('message', heard).on('error', failed).on('exit', exited);
    out?.on('close', left);
    worker.postMessage(order);
  });
