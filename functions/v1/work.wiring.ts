import { setTimeout as sleep } from 'node:timers/promises';
import { dynamoCatalogue } from '#shared/adapters/dynamo/catalogue.ts';
import { dynamoFindJob } from '#shared/adapters/dynamo/find-job.ts';
import { dynamoJobs } from '#shared/adapters/dynamo/jobs.ts';
import { dynamoLedger } from '#shared/adapters/dynamo/ledger.ts';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import { sqsSender } from '#shared/adapters/sqs/send.ts';
import type { Environment } from '#shared/contract/environment.ts';
import { type QueueName, variableOfQueue } from '#shared/contract/queues.ts';
import type { SubmitWorkParts } from '#shared/domain/catalogue/submit.ts';
import { isFinal, type Job } from '#shared/domain/jobs/types.ts';
import { throwIfEnded, waitForJob } from '#shared/domain/jobs/wait.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { membersOf } from './limit.wiring.ts';

/** What submitting work takes, for work that this queue's worker does. */
export function submitting(env: Environment, table: Table, queue: QueueName): SubmitWorkParts {
  const stored = { jobs: dynamoJobs(table), ledger: dynamoLedger(table), catalogue: dynamoCatalogue(table) };
  return { ...stored, isMember: membersOf(table), send: sqsSender(env[variableOfQueue(queue)]), clock: systemClock };
}

/** Waits for a job, at most `waitMs`, and answers what became of it or that it is still at work. A job that failed, as its fault. */
export const answering =
  <Done, Working>(table: Table, done: (job: Job) => Done | Promise<Done>, working: (job: Job) => Working) =>
  async (job: Job, waitMs: number): Promise<Done | Working> => {
    const latest = await waitForJob({ jobs: dynamoFindJob(table), clock: systemClock, sleep }, job, waitMs);
    throwIfEnded(latest);
    return isFinal(latest) ? done(latest) : working(latest);
  };
