import { secretsAndTokens } from '#functions/tokens.wiring.ts';
import { dynamoJobs } from '#shared/adapters/dynamo/jobs.ts';
import { dynamoLedger } from '#shared/adapters/dynamo/ledger.ts';
import { dynamoTable } from '#shared/adapters/dynamo/table.ts';
import { cancelJob } from '#shared/domain/jobs/cancel.ts';
import { reply } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { jobCancel } from './job-cancel.contract.ts';

export const handler = serve(jobCancel, (env) => {
  const table = dynamoTable(env);
  const jobs = dynamoJobs(table);
  const ledger = dynamoLedger(table);
  return {
    authenticate: secretsAndTokens(env, jobCancel).authenticate,
    handle: async ({ account, params: { requestId } }) => {
      await cancelJob({ jobs, clock: systemClock }, account, requestId);
      const { available } = await ledger.balance(account);
      const points = { deducted: 0, remaining: available };
      return reply(200, { success: true, message: '任务已取消', requestId, status: 'cancelled', points });
    },
  };
});
