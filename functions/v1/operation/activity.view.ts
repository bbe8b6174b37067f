import { type Activity, activityStatusAt } from '#shared/domain/activities/types.ts';
import { beijingTime } from '#shared/kernel/beijing-time.ts';

export const activityView = (activity: Activity, now: number) => ({
  id: activity.id,
  name: activity.name,
  type: activity.type,
  description: activity.description,
  config: activity.config,
  status: activityStatusAt(activity, now),
  start_time: beijingTime(activity.from),
  end_time: beijingTime(activity.until),
  created_at: beijingTime(activity.createdAt),
});
