import { setTimeout as sleep } from 'node:timers/promises';
import { textModels } from '#functions/models/texts.wiring.ts';
import { dynamoCatalogue } from '#shared/adapters/dynamo/catalogue.ts';
import { dynamoJobs } from '#shared/adapters/dynamo/jobs.ts';
import { dynamoRests } from '#shared/adapters/dynamo/rests.ts';
import { dynamoTable } from '#shared/adapters/dynamo/table.ts';
import { renderDeck } from '#shared/adapters/pptx/render.ts';
import { s3Media } from '#shared/adapters/s3/media.ts';
import { ssmSecrets } from '#shared/adapters/ssm/secrets.ts';
import { secretsOf } from '#shared/contract/environment.ts';
import { runWritingJob } from '#shared/domain/writing/run.ts';
import { seconds, systemClock } from '#shared/kernel/clock.ts';
import { consume } from '#shared/worker/consume.ts';
import { logJobFault, logModelRetry } from './fault.wiring.ts';
import { writingWorker } from './writing.message.ts';

export const handler = consume(writingWorker, (env) => {
  const table = dynamoTable(env);
  const parts = {
    ...{ jobs: dynamoJobs(table), media: s3Media(env), catalogue: dynamoCatalogue(table), rests: dynamoRests(table) },
    textModel: textModels(env, ssmSecrets(env, secretsOf(writingWorker.uses))),
    renderDeck,
    ...{ onFault: logJobFault, onRetry: logModelRetry, clock: systemClock, sleep },
    timeoutMs: seconds(Number(env.TEXT_TIMEOUT_SECONDS)),
    budgetMs: seconds(writingWorker.timeoutSeconds!),
  };
  return (message) => runWritingJob(parts, message);
});
