import { type Bonus, giftOf } from '../../domain/activities/bonus.ts';
import type { Activities } from '../../domain/activities/ports.ts';
import { type Activity, type ActivityOf, type ActivityType, activityStatusAt, activityTypes } from '../../domain/activities/types.ts';
import type { Operation } from '../../kernel/ids.ts';
import { AGAIN, untilSettled } from './conflicts.ts';
import type { Item } from './items.ts';
import { keys } from './keys.ts';
import { readLedger } from './ledger-record.ts';
import { ledgerWrites } from './ledger-writes.ts';
import { dynamoListings } from './listings.ts';
import type { Table } from './table.ts';
import { insert, transact } from './transaction.ts';

/** By type, so that what has to look for one type reads no others. */
export function dynamoActivities(table: Table): Activities {
  const { add, ...listings } = dynamoListings<Activity>(table, {
    name: 'ACTIVITIES',
    groups: activityTypes,
    groupOf: ({ type }) => type,
  });
  return {
    ...listings,
    create: async (activity) => {
      const listed = await add(activity);
      return listed === 'refused' ? neverRefused() : listed;
    },
    activeOf: async <Type extends ActivityType>(type: Type, now: number) => {
      const unended = (await listings.unendedOf(type, now)) as ActivityOf<Type>[];
      return unended.filter((activity) => activityStatusAt(activity, now) === 'active');
    },
    participate: (gift, who) => participate(table, gift, who),
  };
}

const neverRefused = (): never => {
  throw new Error('an activity has nothing that could have been there already');
};

/** That an account has got an activity's points: it is there once. */
export const earnedItem = (account: string, { amount, cause }: Bonus, at: number, operation?: Operation): Item => ({
  ...keys.earned(account, cause),
  amount,
  at,
  ...(operation && { operation: operation.random }),
});

/** What is earned there once is credited once. */
async function participate(
  table: Table,
  gift: ActivityOf<'credit_gift'>,
  { account: id, operation, now }: { account: string; operation: Operation; now: number },
) {
  return untilSettled(async () => {
    const account = await readLedger(table, id);
    if (!account) throw new Error(`${id} is no account`);
    const bonus = giftOf(gift);
    const refused = await transact(table, [
      insert(table, earnedItem(id, bonus, now, operation)),
      ...ledgerWrites(table, account, [{ ...bonus, kind: 'bonus', at: now }]),
    ]);
    if (refused === undefined) return 'credited';
    if (refused === AGAIN || !refused[0]!.failed) return AGAIN;
    return refused[0]!.old?.operation === operation.random ? 'credited' : 'joined';
  });
}
