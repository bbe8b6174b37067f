import { dynamoStatistics } from '#shared/adapters/dynamo/statistics.ts';
import { dynamoTable } from '#shared/adapters/dynamo/table.ts';
import { rollUpThrough } from '#shared/domain/statistics/roll-up.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { timed } from '#shared/worker/timed.ts';
import { statisticsRollup } from './statistics.contract.ts';

export const handler = timed(statisticsRollup, (env) => {
  const sums = dynamoStatistics(dynamoTable(env));
  return async () => ({ days: await sums.rollUp(rollUpThrough(systemClock())) });
});
