import { dynamoFindJob } from '#shared/adapters/dynamo/find-job.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { fail } from '#shared/kernel/fault.ts';
import { platform } from '../auth.wiring.ts';
import { filmView } from './film.view.ts';
import { filmStatusOf } from './status.contract.ts';

export const handler = serve(filmStatusOf, (env) => {
  const { table, guards } = platform(env, filmStatusOf);
  return {
    ...guards,
    handle: async ({ account, params }) => {
      const job = await dynamoFindJob(table).find(account, params.task_id);
      return job?.kind === 'video' ? success(filmView(env.PUBLIC_URL!, job)) : fail('job.not_found');
    },
  };
});
