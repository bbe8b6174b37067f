import { dynamoCatalogue } from '#shared/adapters/dynamo/catalogue.ts';
import { dynamoLedger } from '#shared/adapters/dynamo/ledger.ts';
import { sqsSender } from '#shared/adapters/sqs/send.ts';
import { variableOfQueue } from '#shared/contract/queues.ts';
import { submitWriting } from '#shared/domain/writing/submit.ts';
import { waitOf } from '#shared/http/prefer.ts';
import { serve } from '#shared/http/serve.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { platform } from '../auth.wiring.ts';
import { membersOf } from '../limit.wiring.ts';
import { generateWriting } from './generate.contract.ts';
import { answering } from './job.wiring.ts';

export const handler = serve(generateWriting, (env) => {
  const { table, guards } = platform(env, generateWriting);
  const { jobs, answer } = answering(env, table);
  const parts = {
    ...{ jobs, ledger: dynamoLedger(table), catalogue: dynamoCatalogue(table), isMember: membersOf(table) },
    ...{ send: sqsSender(env[variableOfQueue('writing-jobs')]), clock: systemClock },
  };
  return {
    ...guards,
    handle: async ({ account, operation, params, body, headers }) => {
      const { title, keywords, requirements, model_id: model, ...fields } = body;
      const input = { title, fields, ...(keywords && { keywords }), ...(requirements !== undefined && { requirements }) };
      const job = await submitWriting(parts, { account, operation, tool: params.tool_type, input, model });
      return answer(job, waitOf(headers.prefer, Number(env.WAIT_SECONDS)));
    },
  };
});
