import { type Clock, minutes } from '../../kernel/clock.ts';
import type { Jobs, SendJob } from '../jobs/ports.ts';
import { isFinal } from '../jobs/types.ts';
import type { Webhooks } from './ports.ts';
import { eventOf } from './types.ts';

/** How long a worker has to take up what was sent to it, before it is sent once more. */
const HANDED_MS = minutes(5);
const LOOK_AGAIN_MS = minutes(1);

export interface DueWebhookParts {
  webhooks: Pick<Webhooks, 'find' | 'release' | 'postpone' | 'close'>;
  jobs: Pick<Jobs, 'find'>;
  send: SendJob;
  clock: Clock;
}

/** Sends what is due to be told to its worker, again if a message got lost. What waits for its photo is looked at until that has ended. */
export async function dueWebhook(parts: DueWebhookParts, { account, job: id }: { account: string; job: string }): Promise<void> {
  const { webhooks, jobs, send, clock } = parts;
  const found = await webhooks.find(account, id);
  if (!found) return;
  if (found.state === 'waiting') {
    const job = await jobs.find(account, id);
    if (!job) return webhooks.close(found);
    if (!isFinal(job)) return webhooks.postpone(found, clock() + LOOK_AGAIN_MS);
    await webhooks.release(found, eventOf(job), clock());
  }
  // First, or it would put off what its worker says of the next attempt.
  await webhooks.postpone(found, clock() + HANDED_MS);
  await send({ account, job: id });
}
