import { parentPort, workerData } from 'node:worker_threads';
import { ResponseStream } from './awslambda.ts';
import { type ContextFacts, contextOf } from './context.ts';
import { call, type Handler } from './functions.ts';

/** What a thread is told: to run its handler, and that the client of a streamed answer has left. */
export type Told = { event: unknown; facts: ContextFacts; streams: boolean } | { left: true };

/** A Lambda container: one handler, in a thread that can be killed. `workerData`: the URL of the handler's module. */
const loaded = import(workerData as string) as Promise<{ handler: Handler }>;
let out: ResponseStream | undefined;

parentPort?.on('message', async (told: Told) => {
  if ('left' in told) return void out?.destroy();
  const { event, facts, streams } = told;
  try {
    const { handler } = await loaded;
    out = streams ? new ResponseStream((chunk) => parentPort?.postMessage({ chunk })) : undefined;
    parentPort?.postMessage({ result: await call(handler, event, contextOf(facts), out) });
  } catch (error) {
    parentPort?.postMessage({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
