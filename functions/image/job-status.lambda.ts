import { setTimeout as sleep } from 'node:timers/promises';
import { secretsAndTokens } from '#functions/tokens.wiring.ts';
import { dynamoJobs } from '#shared/adapters/dynamo/jobs.ts';
import { dynamoLedger } from '#shared/adapters/dynamo/ledger.ts';
import { dynamoTable } from '#shared/adapters/dynamo/table.ts';
import { isMini } from '#shared/domain/jobs/types.ts';
import { throwIfEnded, waitForJob } from '#shared/domain/jobs/wait.ts';
import { waitOf } from '#shared/http/prefer.ts';
import { serve } from '#shared/http/serve.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { fail } from '#shared/kernel/fault.ts';
import { jobReply } from './job.view.ts';
import { jobStatus } from './job-status.contract.ts';

export const handler = serve(jobStatus, (env) => {
  const table = dynamoTable(env);
  const jobs = dynamoJobs(table);
  const ledger = dynamoLedger(table);
  return {
    authenticate: secretsAndTokens(env, jobStatus).authenticate,
    handle: async ({ account, params, headers }) => {
      const job = (await jobs.find(account, params.requestId)) ?? fail('job.not_found');
      const latest = await waitForJob({ jobs, clock: systemClock, sleep }, job, waitOf(headers.prefer, Number(env.WAIT_SECONDS), 0));
      throwIfEnded(latest);
      const [request, { available }] = await Promise.all([jobs.request(account, job.id), ledger.balance(account)]);
      if (!isMini(request)) return fail('job.not_found');
      return jobReply({ job: latest, request, remaining: available }, systemClock());
    },
  };
});
