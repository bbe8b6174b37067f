import { dynamoWebhooks } from '#shared/adapters/dynamo/webhooks.ts';
import { mdfOf } from '#shared/domain/partners/mdf.ts';
import type { Webhook } from '#shared/domain/webhooks/types.ts';
import { type Books, problems } from './invariants.ts';
import type { World } from './world.ts';

/** Once, and once more when nobody knows whether it was heard. */
const MOST = 2;

/** A partner that wanted to know of a photo's end was told, always in the same words, and that is on record. */
export async function webhookProblems(world: World, account: string, { jobs }: Books): Promise<string[]> {
  if (!jobs.some(({ kind }) => kind === 'repair')) return [];
  const webhooks = await dynamoWebhooks(world.table).latest(account, 100);
  const forgotten = jobs.filter(({ id, notify }) => notify && !webhooks.some(({ job }) => job === id));
  return [
    ...forgotten.map(({ kind }) => `nobody is told of a ${kind}`),
    ...webhooks.flatMap((webhook) => toldProblems(world, webhook, jobs)),
  ];
}

function toldProblems({ stack }: World, { job, state }: Webhook, jobs: Books['jobs']): string[] {
  const mdf = mdfOf({ id: job });
  const told = stack.outside.calls.list('partner').filter(({ body }) => (body as { data?: { mdf?: string } })?.data?.mdf === mdf);
  return problems({
    'there is a webhook of a photo that is not there': !jobs.some(({ id }) => id === job),
    [`a webhook is ${state} in the end`]: state !== 'delivered',
    [`a partner was told ${told.length} times`]: told.length < 1 || told.length > MOST,
    'a partner was told the same in different words': new Set(told.map(({ body }) => JSON.stringify(body))).size > 1,
  });
}
