import { submitWork } from '#shared/domain/catalogue/submit.ts';
import { writingTools } from '#shared/domain/writing/names.ts';
import { waitOf } from '#shared/http/prefer.ts';
import { serve } from '#shared/http/serve.ts';
import { platform } from '../auth.wiring.ts';
import { textsOf } from '../texts.wiring.ts';
import { processingReply, unwritten, writtenReply } from '../work.view.ts';
import { answering, submitting } from '../work.wiring.ts';
import { generateWriting } from './generate.contract.ts';
import { writingRequest } from './request.view.ts';

export const handler = serve(generateWriting, (env) => {
  const { table, guards } = platform(env, generateWriting);
  const parts = submitting(env, table, 'writing-jobs');
  const textOf = textsOf(env, table);
  const answer = answering(table, async (job) => writtenReply(job, await textOf(job)), processingReply(unwritten));
  return {
    ...guards,
    handle: async ({ account, operation, params: { tool_type: tool }, body, headers }) => {
      const request = writingRequest(tool, body);
      const job = await submitWork(parts, { account, operation, request, usual: writingTools[tool].credits });
      return answer(job, waitOf(headers.prefer, Number(env.WAIT_SECONDS)));
    },
  };
});
