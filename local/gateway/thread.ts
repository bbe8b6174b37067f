import { parentPort, workerData } from 'node:worker_threads';
import { type ContextFacts, contextOf } from './context.ts';
import type { Handler } from './functions.ts';

/** A Lambda container: one handler, in a thread that can be killed. `workerData`: the URL of the handler's module. */
const loaded = import(workerData as string) as Promise<{ handler: Handler }>;

parentPort?.on('message', async ({ event, facts }: { event: unknown; facts: ContextFacts }) => {
  try {
    const { handler } = await loaded;
    parentPort?.postMessage({ result: await handler(event, contextOf(facts)) });
  } catch (error) {
    parentPort?.postMessage({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
