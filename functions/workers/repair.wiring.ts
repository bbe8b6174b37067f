import { setTimeout as sleep } from 'node:timers/promises';
import { dynamoJobs } from '#shared/adapters/dynamo/jobs.ts';
import { dynamoTable } from '#shared/adapters/dynamo/table.ts';
import { webhookAtEnd } from '#shared/adapters/dynamo/webhooks.ts';
import { geminiImages } from '#shared/adapters/genai/images.ts';
import { s3Media } from '#shared/adapters/s3/media.ts';
import { sharpTools } from '#shared/adapters/sharp/tools.ts';
import { sqsSender } from '#shared/adapters/sqs/send.ts';
import { ssmSecrets } from '#shared/adapters/ssm/secrets.ts';
import type { Worker } from '#shared/contract/endpoint.ts';
import { type Environment, secretsOf } from '#shared/contract/environment.ts';
import { variableOfQueue } from '#shared/contract/queues.ts';
import { isFinal } from '#shared/domain/jobs/types.ts';
import { runRepairJob } from '#shared/domain/repair/run-repair.ts';
import { seconds, systemClock } from '#shared/kernel/clock.ts';
import { logJobFault, logModelRetry } from './fault.wiring.ts';

/** What the workers of both lanes are. */
export function repairing(env: Environment, worker: Pick<Worker, 'uses' | 'timeoutSeconds'>) {
  const table = dynamoTable(env);
  const tell = sqsSender(env[variableOfQueue('webhooks')]);
  const parts = {
    jobs: dynamoJobs(table, webhookAtEnd(table)),
    media: s3Media(env),
    tools: sharpTools,
    images: geminiImages(env, ssmSecrets(env, secretsOf(worker.uses))),
    model: env.IMAGE_MODEL!,
    onFault: logJobFault,
    onRetry: logModelRetry,
    clock: systemClock,
    sleep,
    timeoutMs: seconds(Number(env.IMAGE_TIMEOUT_SECONDS)),
    budgetMs: seconds(worker.timeoutSeconds!),
  };
  return async (message: { account: string; job: string }) => {
    const job = await runRepairJob(parts, message);
    // Its end is durable. Should this message be lost, the sweeper sends another.
    if (job?.notify && isFinal(job)) await tell({ account: job.account, job: job.id });
  };
}
