import { schedule } from '#shared/contract/endpoint.ts';

export const statisticsRollup = schedule({
  id: 'schedules/statistics',
  everyMinutes: 60,
  summary: 'Writes down the sums through each day that is long enough past for nothing more to be counted on it',
  uses: ['statistics:write'],
  timeoutSeconds: 55,
});
