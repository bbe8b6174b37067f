import type { Clock } from '../../kernel/clock.ts';
import { fail } from '../../kernel/fault.ts';
import type { Jobs, Sleep } from './ports.ts';
import { isFinal, type Job } from './types.ts';

const FIRST_LOOK_MS = 100;
const SLOWER = 1.25;
/** A look costs one read unit; a client that waits 25 s costs about 100 of them, 0.00001 USD. */
const LONGEST_MS = 250;

export interface WaitParts {
  jobs: Pick<Jobs, 'find'>;
  clock: Clock;
  sleep: Sleep;
}

/** Looks at the job until it is finished or `waitMs` are over, and answers it as it then is. */
export async function waitForJob({ jobs, clock, sleep }: WaitParts, job: Job, waitMs: number): Promise<Job> {
  const end = clock() + waitMs;
  let pause = FIRST_LOOK_MS;
  let latest = job;
  while (!isFinal(latest) && clock() + pause <= end) {
    await sleep(pause);
    pause = Math.min(pause * SLOWER, LONGEST_MS);
    latest = (await jobs.find(job.account, job.id)) ?? latest;
  }
  return latest;
}

/** A job that ended badly, as the fault it ended in. It costs nothing. */
export function throwIfEnded(job: Job): void {
  const requestId = job.id;
  if (job.state === 'cancelled') fail('job.cancelled', { requestId });
  if (job.state === 'failed') {
    const { code, message, retryAfter } = job.fault!;
    fail(code, { message, retryAfter, requestId });
  }
}
