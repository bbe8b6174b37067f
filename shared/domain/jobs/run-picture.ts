import type { Clock } from '../../kernel/clock.ts';
import { Later } from '../../kernel/later.ts';
import type { NewCreation } from '../creations/types.ts';
import type { Media } from '../media/ports.ts';
import type { Picture } from '../models/ports.ts';
import { jobFault } from './attempt.ts';
import { outputKey } from './output.ts';
import type { ClaimedJob, Jobs } from './ports.ts';
import type { Job } from './types.ts';
import { dropUnpaid } from './unpaid.ts';

export interface PictureWorkParts {
  jobs: Pick<Jobs, 'claim' | 'settle'>;
  media: Pick<Media, 'put' | 'exists' | 'remove'>;
  clock: Clock;
  /** Tells an operator why work failed; the client is told less. */
  onFault: (job: Job, error: unknown) => void;
  /** How long this worker may take in all; its lease ends with it. */
  budgetMs: number;
  /** How long a job that was taken up may take, with all its attempts, where its deadline doesn't say so already. */
  patienceMs?: number;
}

/** Makes the result, and is over by `end` (milliseconds). */
export type MakePicture = (job: Job, end: number) => Promise<Picture>;

/** What the job leaves to its account, beside the file. */
export type Leave = (job: Job) => Promise<NewCreation | undefined>;

/**
 * Runs a job whose result is a picture to its end. A repeated message finds it over; after a worker that died, the next one goes on
 * where a result is already stored, and makes one (counted in `attempts`) only where none is.
 * Throws where only another delivery of the message can help.
 */
export async function runPictureJob(
  parts: PictureWorkParts,
  message: { account: string; job: string },
  make: MakePicture,
  leave?: Leave,
): Promise<Job | undefined> {
  const end = parts.clock() + parts.budgetMs;
  const claimed = await parts.jobs.claim(message.account, message.job, leaseOf(parts, end));
  if (claimed.state === 'busy') throw new Later(`job ${message.job} is in another worker's hands`);
  return finishFileJob(parts, claimed, (job) => make(job, end), leave);
}

/** The same of a job that has been claimed already, whatever kind of file it is about. */
export async function finishFileJob(
  parts: Pick<PictureWorkParts, 'media' | 'clock' | 'onFault'> & { jobs: Pick<Jobs, 'settle'> },
  claimed: Exclude<ClaimedJob, { state: 'busy' }>,
  make: (job: Job) => Promise<Picture>,
  leave?: Leave,
): Promise<Job | undefined> {
  const { jobs, media, clock } = parts;
  if (claimed.state === 'over') return dropUnpaid(media, claimed.job);
  const { job } = claimed;
  const owner = { account: job.account, job: job.id };
  try {
    if (job.attempts === 1 || !(await media.exists(outputKey(job)))) await media.put(outputKey(job), await make(job), owner);
  } catch (error) {
    const fault = jobFault(error);
    if (!fault) throw error;
    parts.onFault(job, error);
    return jobs.settle(job, { state: 'failed', fault }, clock());
  }
  const leaves = await leave?.(job);
  return dropUnpaid(media, await jobs.settle(job, { state: 'succeeded', ...(leaves && { leaves }) }, clock()));
}

const leaseOf = ({ clock, patienceMs }: PictureWorkParts, until: number) => {
  const now = clock();
  return patienceMs === undefined ? { now, until } : { now, until, deadline: now + patienceMs };
};
