import { createRequire } from 'node:module';
import { collected, isStreaming, type ResponseStream } from '#local/gateway/awslambda.ts';
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
    const module = createRequire(import.meta.url)(handler) as { handler(...given: unknown[]): Promise<unknown> };
    const stream = (out: ResponseStream) => module.handler(event, out, context);
    const result = isStreaming(module.handler) ? await collected(stream) : await module.handler(event, context);
    return { result, ms: Math.round(performance.now() - started) };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
