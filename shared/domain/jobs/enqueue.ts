import { type Clock, minutes } from '../../kernel/clock.ts';
import { fail, isFault } from '../../kernel/fault.ts';
import { faults } from '../../kernel/faults.ts';
import type { Ledger } from '../points/ports.ts';
import type { Jobs, SendJob } from './ports.ts';
import type { Job, JobRequest } from './types.ts';

/** Longer than the function that holds can run. */
const RETRY_RESERVE_MS = minutes(1);

export interface EnqueueParts {
  jobs: Pick<Jobs, 'create' | 'withdraw' | 'revoke'>;
  ledger: Pick<Ledger, 'hold'>;
  send: SendJob;
  clock: Clock;
}

/**
 * Writes a job, holds its points and sends it to its workers. The order is what makes a crash harmless at every step: the job is
 * written, with its deadline, before its points are held, so whatever stops half-way is found and settled by the sweeper.
 * Under the same id it is the same job, which is answered as it then is. Work that costs nothing holds nothing.
 * Ends in `points.insufficient`, with the job taken back; in `request.unexpected` when it could not be sent, with its points back.
 */
export async function enqueueJob(parts: EnqueueParts, fresh: Job, request: JobRequest, options?: { announce: boolean }): Promise<Job> {
  const job = await parts.jobs.create(fresh, request, options);
  if (job.state !== 'queued') return job;
  if (parts.clock() > job.deadline - RETRY_RESERVE_MS) return expire(parts, job);
  if (job.cost > 0) await hold(parts, job);
  try {
    await parts.send({ account: job.account, job: job.id });
  } catch (cause) {
    // A lost answer may hide a message that did arrive, and whose work is done: then there is nothing to take back.
    const ended = await parts.jobs.revoke(job, { state: 'failed', fault: notSent }, parts.clock());
    if (ended.state === 'failed') fail(notSent.code, { message: notSent.message, requestId: job.id }, { cause });
    return ended;
  }
  return job;
}

/** A retry that comes near its job's deadline doesn't hold points any more, which the sweeper might just have missed. */
const expire = ({ jobs, clock }: EnqueueParts, job: Job): Promise<Job> =>
  jobs.revoke(job, { state: 'failed', fault: { code: 'job.expired', message: faults['job.expired'].message } }, clock());

const notSent = { code: 'request.unexpected', message: '任务提交失败,未扣除积分' } as const;

async function hold({ ledger, jobs }: EnqueueParts, job: Job): Promise<void> {
  try {
    await ledger.hold(job.account, job.id, job.cost);
  } catch (error) {
    // A fault says that nothing is held; of anything else nobody knows, and the sweeper settles it.
    if (isFault(error)) await jobs.withdraw(job);
    throw error;
  }
}
