import { setTimeout as sleep } from 'node:timers/promises';
import { dynamoCreations } from '#shared/adapters/dynamo/creations.ts';
import { dynamoJobs } from '#shared/adapters/dynamo/jobs.ts';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import { s3Media } from '#shared/adapters/s3/media.ts';
import type { Environment } from '#shared/contract/environment.ts';
import { wholeText } from '#shared/domain/creations/content.ts';
import { isFinal, type Job } from '#shared/domain/jobs/types.ts';
import { throwIfEnded, waitForJob } from '#shared/domain/jobs/wait.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { fail } from '#shared/kernel/fault.ts';
import { processingReply, writtenReply } from './writing.view.ts';

/** Waits for a job and answers its text as its creation now has it, or that it is being written. */
export function answering(env: Environment, table: Table) {
  const jobs = dynamoJobs(table);
  const creations = dynamoCreations(table);
  const media = s3Media(env);
  const answer = async (job: Job, waitMs: number) => {
    const latest = await waitForJob({ jobs, clock: systemClock, sleep }, job, waitMs);
    throwIfEnded(latest);
    if (!isFinal(latest)) return processingReply(latest);
    const creation = (await creations.find(latest.account, latest.creation!)) ?? fail('creation.not_found');
    return writtenReply(latest, await wholeText(media, creation));
  };
  return { jobs, answer };
}
