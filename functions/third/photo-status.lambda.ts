import { dynamoFindJob } from '#shared/adapters/dynamo/find-job.ts';
import { dynamoTable } from '#shared/adapters/dynamo/table.ts';
import { findPhoto } from '#shared/domain/partners/find-photo.ts';
import { serve } from '#shared/http/serve.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { Fault } from '#shared/kernel/fault.ts';
import { answer, charged, partnerAuth } from './partner.wiring.ts';
import { statusView } from './photo.view.ts';
import { photoStatus } from './photo-status.contract.ts';

export const handler = serve(photoStatus, (env) => {
  const parts = { jobs: dynamoFindJob(dynamoTable(env)), clock: systemClock };
  return {
    authenticate: partnerAuth(env),
    handle: async ({ account, body }) => {
      const photo = await findPhoto(parts, account, body.mdf);
      const view = statusView(photo);
      if (view instanceof Fault) throw view;
      return answer(view, charged(view.status === 200 ? photo!.cost : 0));
    },
  };
});
