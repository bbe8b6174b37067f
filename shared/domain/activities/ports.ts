import type { Operation } from '../../kernel/ids.ts';
import type { Listings, NewListed } from '../listings/ports.ts';
import type { Activity, ActivityOf, ActivityType } from './types.ts';

export interface Activities extends Listings<Activity> {
  create(activity: NewListed<Activity>): Promise<Activity>;
  /** Those of one type that haven't ended at `now`. */
  unendedOf(type: ActivityType, now: number): Promise<Activity[]>;
  /** Those of one type that hold at `now`. */
  activeOf<Type extends ActivityType>(type: Type, now: number): Promise<ActivityOf<Type>[]>;
}

/**
 * Credits a gift to an account, once for each account and gift; the same operation again answers as it did. `joined`: they had taken
 * part before.
 */
export type Participate = (
  gift: ActivityOf<'credit_gift'>,
  who: { account: string; operation: Operation; now: number },
) => Promise<'credited' | 'joined'>;
