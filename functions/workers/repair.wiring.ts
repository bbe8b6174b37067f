import { setTimeout as sleep } from 'node:timers/promises';
import { dynamoJobs } from '#shared/adapters/dynamo/jobs.ts';
import { dynamoTable } from '#shared/adapters/dynamo/table.ts';
import { geminiImages } from '#shared/adapters/genai/images.ts';
import { s3Media } from '#shared/adapters/s3/media.ts';
import { sharpTools } from '#shared/adapters/sharp/tools.ts';
import { ssmSecrets } from '#shared/adapters/ssm/secrets.ts';
import type { Worker } from '#shared/contract/endpoint.ts';
import { type Environment, secretsOf } from '#shared/contract/environment.ts';
import { runRepairJob } from '#shared/domain/repair/run-repair.ts';
import { seconds, systemClock } from '#shared/kernel/clock.ts';
import { logJobFault, logModelRetry } from './fault.wiring.ts';

/** What the workers of both lanes are. */
export function repairing(env: Environment, worker: Pick<Worker, 'uses' | 'timeoutSeconds'>) {
  const parts = {
    jobs: dynamoJobs(dynamoTable(env)),
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
  return (message: { account: string; job: string }) => runRepairJob(parts, message);
}
