import type { Clock } from '../../kernel/clock.ts';
import { fail } from '../../kernel/fault.ts';
import type { Jobs } from './ports.ts';
import type { Job } from './types.ts';

/** Cancels a job of the account; its points go back. A second cancel is the first one's. A worker that is at it finds out and drops its result. */
export async function cancelJob(
  { jobs, clock }: { jobs: Pick<Jobs, 'find' | 'revoke'>; clock: Clock },
  account: string,
  id: string,
): Promise<Job> {
  const job = (await jobs.find(account, id)) ?? fail('job.not_found');
  const ended = await jobs.revoke(job, { state: 'cancelled' }, clock());
  if (ended.state !== 'cancelled') fail('job.finished', { requestId: id });
  return ended;
}
