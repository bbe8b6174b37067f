import { type Contract, isStreamed } from '#shared/contract/endpoint.ts';
import { type Handler, inProcess, type Run } from './gateway/functions.ts';
import { createThreads } from './gateway/threads.ts';

export interface RunnerOptions {
  /** A function's id → its handler; by default `functions/<id>.lambda.ts`. */
  load?: (id: string) => Promise<Handler>;
  /** Run workers, and what streams, in threads of their own, which `kill` can end, from `moduleOf(id)`. */
  threads?: boolean;
  moduleOf?: (id: string) => URL;
}

export interface Runner {
  run: Run;
  /** Loads every handler that runs in this process. Answers what can't be loaded, and why. */
  preload(contracts: readonly Contract[]): Promise<string[]>;
  kill(id: string): Promise<number>;
  close(): Promise<void>;
}

const lambdaFile = (id: string): URL => new URL(`../functions/${id}.lambda.ts`, import.meta.url);
const loadLambda = async (id: string): Promise<Handler> => (await import(lambdaFile(id).href)).handler;

/** Endpoints and timed tasks run in this process, workers and what streams too unless they are to have threads. */
export function createRunner({ load = loadLambda, threads = false, moduleOf = lambdaFile }: RunnerOptions): Runner {
  const here = inProcess(load);
  const apart = createThreads(moduleOf);
  const inThread = (contract: Contract) => threads && (contract.kind === 'worker' || isStreamed(contract));
  return {
    run: (contract, event, facts, out) => (inThread(contract) ? apart : { run: here }).run(contract, event, facts, out),
    async preload(contracts) {
      const loading = contracts.filter((contract) => !inThread(contract)).map(({ id }) => load(id).then(() => '', problem(id)));
      return (await Promise.all(loading)).filter((line) => line !== '');
    },
    kill: apart.kill,
    close: apart.close,
  };
}

const problem = (id: string) => (error: unknown) => `${id} can't be loaded: ${error instanceof Error ? error.message : error}`;
