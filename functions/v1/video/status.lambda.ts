import { dynamoFindJob } from '#shared/adapters/dynamo/find-job.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { fail } from '#shared/kernel/fault.ts';
import { platform } from '../auth.wiring.ts';
import { withCreation } from '../made.wiring.ts';
import { filmView } from './film.view.ts';
import { filmStatusOf } from './status.contract.ts';

export const handler = serve(filmStatusOf, (env) => {
  const { table, guards } = platform(env, filmStatusOf);
  const unlessDeleted = withCreation(table);
  return {
    ...guards,
    handle: async ({ account, params }) => {
      const job = await dynamoFindJob(table).find(account, params.task_id);
      if (job?.kind !== 'video') return fail('job.not_found');
      return success(filmView(env.PUBLIC_URL!, job.state === 'succeeded' ? await unlessDeleted(job) : job));
    },
  };
});
