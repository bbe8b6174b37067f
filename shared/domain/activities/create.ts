import { fail } from '../../kernel/fault.ts';
import type { NewListed } from '../listings/ports.ts';
import { overlap, phaseAt, type Window } from '../listings/window.ts';
import type { Activities } from './ports.ts';
import type { Activity } from './types.ts';

/**
 * Activities of one type that hold at the same time. Each of them adds to what a registration or a first payment writes
 * in one transaction, which takes at most 100 items.
 */
export const MOST_AT_ONCE = 10;

/** Lists an activity. Faults: `request.invalid` (too many of its type at the same time). */
export async function createActivity(
  activities: Pick<Activities, 'create' | 'unendedOf'>,
  activity: NewListed<Activity>,
): Promise<Activity> {
  const others = (await activities.unendedOf(activity.type, activity.from)).filter((other) => overlap(other, activity));
  if (mostAtOnce([activity, ...others], activity.from) > MOST_AT_ONCE) {
    fail('request.invalid', { field: 'start_time', message: `start_time: 同一时间最多 ${MOST_AT_ONCE} 个同类型活动` });
  }
  return activities.create(activity);
}

/** How many of the windows hold at the same time, at most, from `from` on: it is when one of them has begun. */
function mostAtOnce(windows: readonly Window[], from: number): number {
  const beginnings = windows.map((window) => Math.max(window.from, from));
  return Math.max(...beginnings.map((at) => windows.filter((window) => phaseAt(window, at) === 'active').length));
}
