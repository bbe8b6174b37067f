import type { Clock } from '../../kernel/clock.ts';
import { faults } from '../../kernel/faults.ts';
import type { Media } from '../media/ports.ts';
import { forgetJob } from './forget.ts';
import { isGone } from './lifetimes.ts';
import type { Jobs } from './ports.ts';
import { isFinal } from './types.ts';
import { dropUnpaid } from './unpaid.ts';

export interface ExpireParts {
  jobs: Pick<Jobs, 'find' | 'revoke' | 'clearDue' | 'forget'>;
  media: Pick<Media, 'remove'>;
  clock: Clock;
}

/**
 * A job past its deadline fails and its points go back; at the next look, its result is removed if a worker left one.
 * What isn't kept after its end is removed when its time is over.
 */
export async function expireJob(
  { jobs, media, clock }: ExpireParts,
  { account, job: id }: { account: string; job: string },
): Promise<void> {
  const job = await jobs.find(account, id);
  if (job?.goneAt !== undefined) return isGone(job, clock()) ? forgetJob({ jobs, media }, job) : undefined;
  if (!job || job.deadline > clock()) return;
  if (!isFinal(job)) {
    await jobs.revoke(job, { state: 'failed', fault: { code: 'job.expired', message: faults['job.expired'].message } }, clock());
    return;
  }
  // Its worker may still be about to store a result.
  if ((job.leaseUntil ?? 0) > clock()) return;
  if (job.attempts > 0) await dropUnpaid(media, job);
  await jobs.clearDue(job);
}
