import { setTimeout as sleep } from 'node:timers/promises';
import { videoModels } from '#functions/models/films.wiring.ts';
import { textModels } from '#functions/models/texts.wiring.ts';
import { dynamoCatalogue } from '#shared/adapters/dynamo/catalogue.ts';
import { dynamoJobs } from '#shared/adapters/dynamo/jobs.ts';
import { dynamoRests } from '#shared/adapters/dynamo/rests.ts';
import { dynamoTable } from '#shared/adapters/dynamo/table.ts';
import { geminiVideos } from '#shared/adapters/genai/videos.ts';
import { readVideoFacts } from '#shared/adapters/mp4/facts.ts';
import { joinClips } from '#shared/adapters/mp4/join.ts';
import { s3Media } from '#shared/adapters/s3/media.ts';
import { normalisePicture } from '#shared/adapters/sharp/normalise.ts';
import { sqsSender } from '#shared/adapters/sqs/send.ts';
import { ssmSecrets } from '#shared/adapters/ssm/secrets.ts';
import { secretsOf } from '#shared/contract/environment.ts';
import { variableOfQueue } from '#shared/contract/queues.ts';
import { runVideoJob } from '#shared/domain/jobs/run-video.ts';
import { seconds, systemClock } from '#shared/kernel/clock.ts';
import { consume } from '#shared/worker/consume.ts';
import { logJobFault, logModelRetry } from './fault.wiring.ts';
import { videoWorker } from './video.message.ts';

export const handler = consume(videoWorker, (env) => {
  const table = dynamoTable(env);
  const secret = ssmSecrets(env, secretsOf(videoWorker.uses));
  const parts = {
    ...{ jobs: dynamoJobs(table), media: s3Media(env), catalogue: dynamoCatalogue(table), rests: dynamoRests(table) },
    ...{ videos: geminiVideos(env, secret), videoModel: videoModels(env, secret), textModel: textModels(env, secret) },
    ...{ normalise: normalisePicture, readVideoFacts, joinClips },
    send: sqsSender(env[variableOfQueue(videoWorker.queue)]),
    onFault: logJobFault,
    onRetry: logModelRetry,
    clock: systemClock,
    sleep,
    pollSeconds: Number(env.VIDEO_POLL_SECONDS),
    budgetMs: seconds(videoWorker.timeoutSeconds!),
  };
  return (message) => runVideoJob(parts, message);
});
