import { dynamoFindJob } from '#shared/adapters/dynamo/find-job.ts';
import { dynamoTable } from '#shared/adapters/dynamo/table.ts';
import { findPhoto } from '#shared/domain/partners/find-photo.ts';
import { serve } from '#shared/http/serve.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { fail } from '#shared/kernel/fault.ts';
import { answer, partnerAuth } from './partner.wiring.ts';
import { resultUrl } from './photo.view.ts';
import { photoDownload } from './photo-download.contract.ts';

export const handler = serve(photoDownload, (env) => {
  const parts = { jobs: dynamoFindJob(dynamoTable(env)), clock: systemClock };
  return {
    authenticate: partnerAuth(env),
    handle: async ({ account, body }) => {
      const photo = (await findPhoto(parts, account, body.mdf)) ?? fail('photo.gone');
      if (photo.state === 'succeeded') return answer({ url: resultUrl(env.PUBLIC_URL!, photo) });
      return fail(photo.state === 'queued' || photo.state === 'running' ? 'photo.working' : 'photo.failed');
    },
  };
});
