import { dynamoActivities } from '#shared/adapters/dynamo/activities.ts';
import { activityStatusAt } from '#shared/domain/activities/types.ts';
import { listByStatus } from '#shared/domain/listings/list.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { platform } from '../auth.wiring.ts';
import { activityView } from './activity.view.ts';
import { activityList } from './activity-list.contract.ts';

export const handler = serve(activityList, (env) => {
  const { table, guards } = platform(env, activityList);
  const activities = dynamoActivities(table);
  return {
    ...guards,
    handle: async ({ query: { page, page_size, status } }) => {
      const now = systemClock();
      const wanted = { limit: page_size, skip: (page - 1) * page_size, status };
      const { items, total } = await listByStatus(activities, { of: activityStatusAt, over: 'ended' }, wanted, now);
      return success({ total, page, page_size, items: items.map((activity) => activityView(activity, now)) });
    },
  };
});
