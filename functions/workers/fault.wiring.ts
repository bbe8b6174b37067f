import type { Job } from '#shared/domain/jobs/types.ts';
import { Fault } from '#shared/kernel/fault.ts';
import { errorFacts, log } from '#shared/kernel/log.ts';

/** The whole of a failure, for the log; the alarms match on `fault`. */
export function logJobFault(job: Job, error: unknown): void {
  const fault = error instanceof Fault ? { fault: error.code, details: error.details } : {};
  log('error', 'job.failed', { job: job.id, account: job.account, kind: job.kind, attempts: job.attempts, ...fault, ...errorFacts(error) });
}
