import type { Clock } from '../../kernel/clock.ts';
import { fail } from '../../kernel/fault.ts';
import type { Operation } from '../../kernel/ids.ts';
import type { Activities, Participate } from './ports.ts';
import { type Activity, activityStatusAt } from './types.ts';

/** What taking part gave at once: points, or nothing yet where the activity takes effect by itself. */
export interface Taken {
  activity: Activity;
  credits: number;
}

/**
 * Takes part in an activity. A gift is credited, once for each account; the other types take effect by themselves (the price of a
 * membership, the first payment), so there is nothing to write.
 * Faults: `activity.not_found`, `activity.pending`, `activity.ended`, `activity.joined`.
 */
export async function participate(
  { activities, credit, clock }: { activities: Pick<Activities, 'find'>; credit: Participate; clock: Clock },
  { id, account, operation }: { id: number; account: string; operation: Operation },
): Promise<Taken> {
  const activity = (await activities.find(id)) ?? fail('activity.not_found');
  const now = clock();
  const status = activityStatusAt(activity, now);
  if (status === 'pending') fail('activity.pending');
  if (status === 'ended') fail('activity.ended');
  if (activity.type !== 'credit_gift') return { activity, credits: 0 };
  const state = await credit(activity, { account, operation, now });
  return state === 'joined' ? fail('activity.joined') : { activity, credits: activity.config.credits };
}
