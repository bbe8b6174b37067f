import type { Account } from '../../domain/accounts/ports.ts';
import type { Balance, Entry } from '../../domain/points/ports.ts';
import { getItem, type Item } from './items.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';
import { insert, update } from './transaction.ts';

/** The account's item: who it is, its points, and the counters that number its records. */
export interface AccountRecord extends Account {
  /** Points available; `Account.points`. */
  points: number;
  held: number;
  /** Points set aside, by job. */
  holds: Record<string, number>;
  /** Number of the newest ledger entry. */
  sequence: number;
  /** How many jobs have ended. */
  jobsEnded: number;
}

export const readAccount = (table: Table, id: string): Promise<AccountRecord | undefined> =>
  getItem<AccountRecord>(table, keys.account(id));

export const accountOf = ({ id, openid, nickname, avatar, points, createdAt }: AccountRecord): Account => ({
  id,
  openid,
  nickname,
  avatar,
  points,
  createdAt,
});

export const balanceOf = ({ points, held }: Pick<AccountRecord, 'points' | 'held'>): Balance => ({ available: points, held });

export const entryItem = (account: string, entry: Entry): Item => ({ ...keys.entry(account, entry.sequence), ...entry });

/** The next entry of an account: its number and balance follow from the account as it was read. */
export const nextEntry = (account: AccountRecord, entry: Omit<Entry, 'sequence' | 'balanceAfter'>): Entry => ({
  ...entry,
  sequence: account.sequence + 1,
  balanceAfter: account.points + account.held + entry.amount,
});

/** The two writes that credit an account; they lose to any other entry that is written meanwhile. */
export const creditWrites = (table: Table, account: AccountRecord, entry: Entry) => [
  update(table, keys.account(account.id), {
    update: 'SET points = points + :amount, #sequence = :next',
    condition: '#sequence = :seen',
    names: { '#sequence': 'sequence' },
    values: { ':amount': entry.amount, ':next': entry.sequence, ':seen': account.sequence },
  }),
  insert(table, entryItem(account.id, entry)),
];
