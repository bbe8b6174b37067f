import type { Job } from '#shared/domain/jobs/types.ts';
import { Fault } from '#shared/kernel/fault.ts';
import { faults } from '#shared/kernel/faults.ts';
import { errorFacts, log } from '#shared/kernel/log.ts';

/** The whole of a failure, for the log; the alarms match on `fault`. What the customer's own picture or words caused is no error of ours. */
export function logJobFault(job: Job, error: unknown): void {
  const level = error instanceof Fault && faults[error.code].status < 500 ? 'warn' : 'error';
  log(level, 'job.failed', {
    job: job.id,
    account: job.account,
    kind: job.kind,
    attempts: job.attempts,
    ...faultFacts(error),
    ...errorFacts(error),
  });
}

/** The model is asked again within the same attempt: what an operator needs to find a call that the bill has and `attempts` has not. */
export const logModelRetry = (job: Job, error: unknown): void =>
  log('warn', 'model.retry', { job: job.id, account: job.account, kind: job.kind, attempts: job.attempts, ...faultFacts(error) });

const faultFacts = (error: unknown) => (error instanceof Fault ? { fault: error.code, details: error.details } : {});
