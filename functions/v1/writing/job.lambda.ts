import { waitOf } from '#shared/http/prefer.ts';
import { serve } from '#shared/http/serve.ts';
import { fail } from '#shared/kernel/fault.ts';
import { platform } from '../auth.wiring.ts';
import { writingJob } from './job.contract.ts';
import { answering } from './job.wiring.ts';

export const handler = serve(writingJob, (env) => {
  const { table, guards } = platform(env, writingJob);
  const { jobs, answer } = answering(env, table);
  return {
    ...guards,
    handle: async ({ account, params, headers }) => {
      const job = await jobs.find(account, params.task_id);
      if (job?.kind !== 'writing') return fail('job.not_found');
      return answer(job, waitOf(headers.prefer, Number(env.WAIT_SECONDS), 0));
    },
  };
});
