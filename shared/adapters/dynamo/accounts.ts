import type { Account, Accounts } from '../../domain/accounts/ports.ts';
import { NEW_USER_BONUS } from '../../domain/points/prices.ts';
import { beijingDay } from '../../kernel/beijing-time.ts';
import { type AccountRecord, accountOf, readAccount } from './account-record.ts';
import { AGAIN, untilSettled } from './conflicts.ts';
import { getItem } from './items.ts';
import { keys } from './keys.ts';
import { entryItem, newLedger } from './ledger-record.ts';
import { countWrites } from './statistics-counters.ts';
import type { Table } from './table.ts';
import { insert, transact } from './transaction.ts';

export function dynamoAccounts(table: Table): Accounts {
  const byId = async (id: string) => {
    const record = await readAccount(table, id);
    return record && accountOf(record);
  };
  const byOpenid = async (openid: string, consistent = false) => {
    // Written once and never changed: only a login that has just lost a race needs the newest.
    const link = await getItem<{ account: string }>(table, keys.openid(openid), { consistent });
    return link && byId(link.account);
  };
  const create = (account: Account) =>
    untilSettled(async () => {
      const refused = await transact(table, firstWrites(table, account));
      if (refused === undefined) return account;
      return refused === AGAIN ? AGAIN : ((await byOpenid(account.openid, true)) ?? AGAIN);
    });
  return { byId, byOpenid: (openid) => byOpenid(openid), create };
}

/** The account, its openid and the bonus it starts with. The openid decides a race: it is there once. */
function firstWrites(table: Table, account: Account) {
  const record: AccountRecord = { ...account, ...newLedger(NEW_USER_BONUS) };
  const bonus = {
    sequence: 1,
    kind: 'bonus' as const,
    amount: NEW_USER_BONUS,
    balanceAfter: NEW_USER_BONUS,
    cause: account.id,
    description: '新用户注册赠送',
    at: account.createdAt,
  };
  return [
    insert(table, { ...keys.openid(account.openid), account: account.id }),
    insert(table, { ...keys.account(account.id), ...record }),
    insert(table, entryItem(account.id, bonus)),
    ...countWrites(table, [{ day: beijingDay(account.createdAt), change: { users: 1 } }]),
  ];
}
