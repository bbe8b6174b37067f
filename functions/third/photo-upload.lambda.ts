import { setTimeout as sleep } from 'node:timers/promises';
import { dynamoIdempotency } from '#shared/adapters/dynamo/idempotency.ts';
import { dynamoJobs } from '#shared/adapters/dynamo/jobs.ts';
import { dynamoKnownPhotos } from '#shared/adapters/dynamo/known-photos.ts';
import { prepaidLedger } from '#shared/adapters/dynamo/prepaid-ledger.ts';
import { dynamoTable } from '#shared/adapters/dynamo/table.ts';
import { dynamoWebhooks, webhookAtEnd } from '#shared/adapters/dynamo/webhooks.ts';
import { readPictureFacts } from '#shared/adapters/image-size/facts.ts';
import { publicWeb } from '#shared/adapters/public-fetch/web.ts';
import { s3Media } from '#shared/adapters/s3/media.ts';
import { sqsSender } from '#shared/adapters/sqs/send.ts';
import { variableOfQueue } from '#shared/contract/queues.ts';
import { mdfOf } from '#shared/domain/partners/mdf.ts';
import { submitPhoto } from '#shared/domain/partners/submit-photo.ts';
import { parseRepair } from '#shared/domain/repair/parse.ts';
import { serve } from '#shared/http/serve.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { answer, charged, partnerAuth, partnerOf } from './partner.wiring.ts';
import { photoUpload } from './photo-upload.contract.ts';

export const handler = serve(photoUpload, (env) => {
  const table = dynamoTable(env);
  const web = publicWeb(env);
  const parts = {
    jobs: dynamoJobs(table, webhookAtEnd(table)),
    webhooks: dynamoWebhooks(table),
    ledger: prepaidLedger(table, systemClock),
    photos: dynamoKnownPhotos(table),
    media: s3Media(env),
    readFacts: readPictureFacts,
    lanes: {
      bulk: sqsSender(env[variableOfQueue('repair-jobs')]),
      priority: sqsSender(env[variableOfQueue('repair-priority-jobs')]),
    },
    clock: systemClock,
    sleep,
  };
  return {
    authenticate: partnerAuth(env),
    idempotency: dynamoIdempotency(table),
    handle: async (call) => {
      const { operation, files, body } = call;
      const repair = parseRepair(body.repair_type, body.rgb);
      const sent = { file: files.file, key: body.file_key };
      const callback = body.callback_url && (await web.admit(body.callback_url, 'callback_url')).href;
      const { job, isCharged } = await submitPhoto(parts, { partner: partnerOf(call), operation, sent, repair, callback });
      return answer({ img_url: `${env.PUBLIC_URL}/uploads/${job.original}`, mdf: mdfOf(job) }, charged(isCharged ? job.cost : 0));
    },
  };
});
