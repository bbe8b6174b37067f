import type { Clock } from '../../kernel/clock.ts';
import { isGone } from '../jobs/lifetimes.ts';
import type { FindJobs, Jobs } from '../jobs/ports.ts';
import type { Job } from '../jobs/types.ts';
import { jobIdOf, mdfOf } from './mdf.ts';

const isThere = ({ clock }: { clock: Clock }, job: Job): boolean => job.kind === 'repair' && !isGone(job, clock());

/** The account's photo with this `mdf`; `undefined` when there is none, it is somebody else's, or its hour is over. */
export async function findPhoto(parts: { jobs: Pick<Jobs, 'find'>; clock: Clock }, account: string, mdf: string): Promise<Job | undefined> {
  const id = jobIdOf(mdf);
  const job = id === undefined ? undefined : await parts.jobs.find(account, id);
  return job && isThere(parts, job) ? job : undefined;
}

/** The same of up to 100, by their `mdf`. */
export async function findPhotos(
  parts: { findJobs: FindJobs; clock: Clock },
  account: string,
  mdfs: readonly string[],
): Promise<ReadonlyMap<string, Job>> {
  const ids = new Set(mdfs.map(jobIdOf).filter((id) => id !== undefined));
  const found = await parts.findJobs(account, [...ids]);
  return new Map(found.filter((job) => isThere(parts, job)).map((job) => [mdfOf(job), job]));
}
