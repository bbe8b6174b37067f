import * as z from 'zod/mini';
import type { Handler } from '#local/gateway/functions.ts';
import { type Contract, endpoint, type Method, schedule, worker } from '#shared/contract/endpoint.ts';
import type { QueueName } from '#shared/contract/queues.ts';

/** An endpoint with only what the gateway looks at. */
export const route = (id: string, method: Method, path: string, timeoutSeconds = 29): Contract =>
  endpoint({
    ...{ id, method, path, timeoutSeconds, api: 'mini', summary: '', auth: 'none', rate: 'none' },
    ...{ responses: {}, faults: [], uses: [], example: { request: {}, response: null } },
  }) as unknown as Contract;

export const consumer = (id: string, queue: QueueName, timeoutSeconds = 5): Contract =>
  worker({ id, queue, timeoutSeconds, summary: '', message: z.string(), uses: [], example: '' }) as unknown as Contract;

export const task = (id: string): Contract => schedule({ id, everyMinutes: 1, summary: '', uses: [] });

export const loader =
  (handlers: Record<string, Handler>) =>
  async (id: string): Promise<Handler> =>
    handlers[id]!;
