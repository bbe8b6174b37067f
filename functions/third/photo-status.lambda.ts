import { dynamoJobs } from '#shared/adapters/dynamo/jobs.ts';
import { dynamoTable } from '#shared/adapters/dynamo/table.ts';
import { findPhoto } from '#shared/domain/partners/find-photo.ts';
import { serve } from '#shared/http/serve.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { fail } from '#shared/kernel/fault.ts';
import { answer, charged, partnerAuth } from './partner.wiring.ts';
import { photoStatus } from './photo-status.contract.ts';

export const handler = serve(photoStatus, (env) => {
  const parts = { jobs: dynamoJobs(dynamoTable(env)), clock: systemClock };
  return {
    authenticate: partnerAuth(env),
    handle: async ({ account, body }) => {
      const photo = (await findPhoto(parts, account, body.mdf)) ?? fail('photo.unknown');
      if (photo.state === 'succeeded') return answer({ msg: '图片处理完成', status: 200 }, charged(photo.cost));
      if (photo.state === 'queued' || photo.state === 'running') return answer({ msg: '图片处理中', status: 100 }, charged(0));
      return fail('photo.failed');
    },
  };
});
