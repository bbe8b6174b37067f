import type { Clock } from '../../kernel/clock.ts';
import { isGone } from '../jobs/lifetimes.ts';
import type { Jobs } from '../jobs/ports.ts';
import type { Job } from '../jobs/types.ts';
import { jobIdOf } from './mdf.ts';

/** The account's photo with this `mdf`; `undefined` when there is none, it is somebody else's, or its hour is over. */
export async function findPhoto(
  { jobs, clock }: { jobs: Pick<Jobs, 'find'>; clock: Clock },
  account: string,
  mdf: string,
): Promise<Job | undefined> {
  const id = jobIdOf(mdf);
  const job = id === undefined ? undefined : await jobs.find(account, id);
  return job?.kind === 'repair' && !isGone(job, clock()) ? job : undefined;
}
