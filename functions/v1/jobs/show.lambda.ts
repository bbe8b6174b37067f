import { dynamoFindJob } from '#shared/adapters/dynamo/find-job.ts';
import { waitOf } from '#shared/http/prefer.ts';
import { serve } from '#shared/http/serve.ts';
import { fail } from '#shared/kernel/fault.ts';
import { platform } from '../auth.wiring.ts';
import { withCreation } from '../made.wiring.ts';
import { textsOf } from '../texts.wiring.ts';
import { deckReply, pictureReply, processingReply, undrawn, unmade, unwritten, writtenReply } from '../work.view.ts';
import { answering } from '../work.wiring.ts';
import { showJob } from './show.contract.ts';

export const handler = serve(showJob, (env) => {
  const { table, guards } = platform(env, showJob);
  const textOf = textsOf(env, table);
  const unlessDeleted = withCreation(table);
  const url = env.PUBLIC_URL!;
  const answers = {
    writing: answering(table, async (job) => writtenReply(job, await textOf(job)), processingReply(unwritten)),
    image: answering(table, async (job) => pictureReply(url, await unlessDeleted(job)), processingReply(undrawn)),
    ppt: answering(table, async (job) => deckReply(url, await unlessDeleted(job)), processingReply(unmade)),
  };
  return {
    ...guards,
    handle: async ({ account, params, headers }) => {
      const job = await dynamoFindJob(table).find(account, params.task_id);
      if (job?.kind !== 'writing' && job?.kind !== 'image' && job?.kind !== 'ppt') return fail('job.not_found');
      return answers[job.kind](job, waitOf(headers.prefer, Number(env.WAIT_SECONDS), 0));
    },
  };
});
