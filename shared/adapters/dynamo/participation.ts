import { type Bonus, giftOf } from '../../domain/activities/bonus.ts';
import type { Participate } from '../../domain/activities/ports.ts';
import type { Operation } from '../../kernel/ids.ts';
import { AGAIN, untilSettled } from './conflicts.ts';
import type { Item } from './items.ts';
import { keys } from './keys.ts';
import { readLedger } from './ledger-record.ts';
import { ledgerWrites } from './ledger-writes.ts';
import type { Table } from './table.ts';
import { insert, transact } from './transaction.ts';

/** That an account has got an activity's points: it is there once. */
export const earnedItem = (account: string, { amount, cause }: Bonus, at: number, operation?: Operation): Item => ({
  ...keys.earned(account, cause),
  amount,
  at,
  ...(operation && { operation: operation.random }),
});

/** What is earned there once is credited once. */
export const dynamoParticipate =
  (table: Table): Participate =>
  (gift, { account: id, operation, now }) =>
    untilSettled(async () => {
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
