import { secretsAndTokens } from '#functions/tokens.wiring.ts';
import { dynamoJobs } from '#shared/adapters/dynamo/jobs.ts';
import { dynamoTable } from '#shared/adapters/dynamo/table.ts';
import { isMini, type Job, type MiniJobKind } from '#shared/domain/jobs/types.ts';
import { reply } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { isoTime } from '#shared/kernel/clock.ts';
import { userApiUsage } from './user-api-usage.contract.ts';

export const handler = serve(userApiUsage, (env) => {
  const jobs = dynamoJobs(dynamoTable(env));
  return {
    authenticate: secretsAndTokens(env, userApiUsage).authenticate,
    handle: async ({ account, query }) => {
      const { jobs: finished, total } = await jobs.finished(account, query.limit);
      return reply(200, { success: true, data: { usage: finished.filter(isMini).map(usageView), total } });
    },
  };
});

const usageView = ({ id, kind, cost, state, createdAt }: Job & { kind: MiniJobKind }) => ({
  id: id.replace('req_', 'usage_'),
  api_type: kind,
  points_cost: state === 'succeeded' ? cost : 0,
  request_id: id,
  success: state === 'succeeded',
  created_at: isoTime(createdAt),
});
