import { dynamoStatistics } from '#shared/adapters/dynamo/statistics.ts';
import { report } from '#shared/domain/statistics/report.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { yuanFromFen } from '#shared/kernel/money.ts';
import { platform } from '../auth.wiring.ts';
import { statistics } from './statistics.contract.ts';

export const handler = serve(statistics, (env) => {
  const { table, guards } = platform(env, statistics);
  const sums = dynamoStatistics(table);
  return {
    ...guards,
    handle: async ({ query: { start_date: start, end_date: end } }) => {
      const found = await report(sums, { start, end }, systemClock());
      return success({
        total_users: found.totalUsers,
        new_users: found.newUsers,
        total_revenue: yuanFromFen(found.revenue),
        total_credits_sold: found.creditsSold,
        active_members: found.activeMembers,
        conversion_rate: found.conversionRate,
      });
    },
  };
});
