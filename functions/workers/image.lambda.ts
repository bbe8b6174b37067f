import { setTimeout as sleep } from 'node:timers/promises';
import { dynamoJobs } from '#shared/adapters/dynamo/jobs.ts';
import { dynamoTable } from '#shared/adapters/dynamo/table.ts';
import { geminiImages } from '#shared/adapters/genai/images.ts';
import { s3Media } from '#shared/adapters/s3/media.ts';
import { normalisePicture } from '#shared/adapters/sharp/normalise.ts';
import { ssmSecrets } from '#shared/adapters/ssm/secrets.ts';
import { secretsOf } from '#shared/contract/environment.ts';
import { runImageJob } from '#shared/domain/jobs/run-image.ts';
import { seconds, systemClock } from '#shared/kernel/clock.ts';
import { consume } from '#shared/worker/consume.ts';
import { logJobFault, logModelRetry } from './fault.wiring.ts';
import { imageWorker } from './image.message.ts';

export const handler = consume(imageWorker, (env) => {
  const parts = {
    jobs: dynamoJobs(dynamoTable(env)),
    media: s3Media(env),
    normalise: normalisePicture,
    images: geminiImages(env, ssmSecrets(env, secretsOf(imageWorker.uses))),
    onFault: logJobFault,
    onRetry: logModelRetry,
    clock: systemClock,
    sleep,
    timeoutMs: seconds(Number(env.IMAGE_TIMEOUT_SECONDS)),
    budgetMs: seconds(imageWorker.timeoutSeconds!),
  };
  return (message) => runImageJob(parts, message);
});
