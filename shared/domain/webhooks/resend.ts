import type { Clock } from '../../kernel/clock.ts';
import { fail } from '../../kernel/fault.ts';
import { jobIdOf } from '../partners/mdf.ts';
import type { Webhooks } from './ports.ts';
import type { Webhook } from './types.ts';

/** A photo's webhook is told anew, from the next minute on. `webhook.not_found` when there is none, or nothing to tell yet. */
export async function resendPhotoWebhook(
  { webhooks, clock }: { webhooks: Pick<Webhooks, 'resend'>; clock: Clock },
  account: string,
  mdf: string,
): Promise<Webhook> {
  const job = jobIdOf(mdf);
  const webhook = job === undefined ? undefined : await webhooks.resend(account, job, clock());
  return webhook ?? fail('webhook.not_found');
}
