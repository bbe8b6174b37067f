import { dynamoActivities } from '#shared/adapters/dynamo/activities.ts';
import { dynamoParticipate } from '#shared/adapters/dynamo/participation.ts';
import { participate } from '#shared/domain/activities/participate.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { platform } from '../auth.wiring.ts';
import { activityParticipate } from './activity-participate.contract.ts';

export const handler = serve(activityParticipate, (env) => {
  const { table, guards } = platform(env, activityParticipate);
  const parts = { activities: dynamoActivities(table), credit: dynamoParticipate(table), clock: systemClock };
  return {
    ...guards,
    handle: async ({ account, operation, params }) => {
      const { activity, credits } = await participate(parts, { id: params.activity_id, account, operation });
      const { id, name, type } = activity;
      return success({ activity_id: id, name, type, credits }, type === 'credit_gift' ? '参与成功' : '该活动自动生效,满足条件时即可享受');
    },
  };
});
