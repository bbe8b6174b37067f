import { setTimeout as sleep } from 'node:timers/promises';
import { imageModels } from '#functions/models/pictures.wiring.ts';
import { dynamoCatalogue } from '#shared/adapters/dynamo/catalogue.ts';
import { dynamoJobs } from '#shared/adapters/dynamo/jobs.ts';
import { dynamoRests } from '#shared/adapters/dynamo/rests.ts';
import { dynamoTable } from '#shared/adapters/dynamo/table.ts';
import { geminiImages } from '#shared/adapters/genai/images.ts';
import { s3Media } from '#shared/adapters/s3/media.ts';
import { fitPicture } from '#shared/adapters/sharp/fit.ts';
import { normalisePicture } from '#shared/adapters/sharp/normalise.ts';
import { ssmSecrets } from '#shared/adapters/ssm/secrets.ts';
import { secretsOf } from '#shared/contract/environment.ts';
import { runImageJob } from '#shared/domain/jobs/run-image.ts';
import { seconds, systemClock } from '#shared/kernel/clock.ts';
import { consume } from '#shared/worker/consume.ts';
import { logJobFault, logModelRetry } from './fault.wiring.ts';
import { imageWorker } from './image.message.ts';

export const handler = consume(imageWorker, (env) => {
  const table = dynamoTable(env);
  const secret = ssmSecrets(env, secretsOf(imageWorker.uses));
  const parts = {
    ...{ jobs: dynamoJobs(table), media: s3Media(env), catalogue: dynamoCatalogue(table), rests: dynamoRests(table) },
    ...{ normalise: normalisePicture, fitPicture },
    ...{ images: geminiImages(env, secret), imageModel: imageModels(env, secret) },
    onFault: logJobFault,
    onRetry: logModelRetry,
    clock: systemClock,
    sleep,
    timeoutMs: seconds(Number(env.IMAGE_TIMEOUT_SECONDS)),
    budgetMs: seconds(imageWorker.timeoutSeconds!),
  };
  return (message) => runImageJob(parts, message);
});
