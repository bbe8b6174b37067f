import { dynamoActivities } from '#shared/adapters/dynamo/activities.ts';
import { createActivity } from '#shared/domain/activities/create.ts';
import { activityStatusAt } from '#shared/domain/activities/types.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { platform } from '../auth.wiring.ts';
import { activityCreate } from './activity-create.contract.ts';

export const handler = serve(activityCreate, (env) => {
  const { table, guards } = platform(env, activityCreate);
  const activities = dynamoActivities(table);
  return {
    ...guards,
    handle: async ({ operation, body: { start_time: from, end_time: until, ...offer } }) => {
      const activity = await createActivity(activities, { ...offer, from, until, createdAt: operation.at, operation });
      return success({ id: activity.id, name: activity.name, status: activityStatusAt(activity, systemClock()) }, '活动创建成功');
    },
  };
});
