import { dynamoFindJobs } from '#shared/adapters/dynamo/find-job.ts';
import { dynamoTable } from '#shared/adapters/dynamo/table.ts';
import { findPhotos } from '#shared/domain/partners/find-photo.ts';
import { serve } from '#shared/http/serve.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { answer, partnerAuth } from './partner.wiring.ts';
import { batchView } from './photo.view.ts';
import { photoBatch } from './photo-batch.contract.ts';

export const handler = serve(photoBatch, (env) => {
  const parts = { findJobs: dynamoFindJobs(dynamoTable(env)), clock: systemClock };
  return {
    authenticate: partnerAuth(env),
    async handle({ account, body }) {
      const photos = await findPhotos(parts, account, body.mdf);
      return answer({ photos: body.mdf.map((mdf) => batchView(env.PUBLIC_URL!, mdf, photos.get(mdf))) });
    },
  };
});
