import { createRequire } from 'node:module';
import type { Answer, Order } from './bundled.ts';

/** Runs one handler once, as Lambda would, and answers its parent. */
process.once('message', async (order: Order) => {
  process.send!(await invoke(order));
});

async function invoke({ handler, event, timeoutSeconds }: Order): Promise<Answer> {
  const started = performance.now();
  const deadline = started + timeoutSeconds * 1000;
  const context = {
    awsRequestId: crypto.randomUUID(),
    functionName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, deadline - performance.now()),
  };
  try {
    const module = createRequire(import.meta.url)(handler) as { handler(event: unknown, context: unknown): Promise<unknown> };
    const result = await module.handler(event, context);
    return { result, ms: Math.round(performance.now() - started) };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
