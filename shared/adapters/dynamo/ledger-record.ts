import type { Balance, Entry, NewEntry } from '../../domain/points/ports.ts';
import { getItem, type Item } from './items.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

/** What the ledger keeps in an account's item, whoever's account it is. Their profiles are beside it in the same item. */
export interface LedgerRecord {
  id: string;
  /** Points available. */
  points: number;
  held: number;
  /** Points set aside, by job. */
  holds: Record<string, number>;
  /** Number of the newest ledger entry. */
  sequence: number;
  /** How many jobs have ended. */
  jobsEnded: number;
}

/** The ledger's part of a new account, with the entries it begins with already counted. */
export const newLedger = (points = 0, sequence = points > 0 ? 1 : 0): Omit<LedgerRecord, 'id'> => ({
  points,
  held: 0,
  holds: {},
  sequence,
  jobsEnded: 0,
});

export const readLedger = (table: Table, id: string): Promise<LedgerRecord | undefined> => getItem<LedgerRecord>(table, keys.account(id));

export const balanceOf = ({ points, held }: Pick<LedgerRecord, 'points' | 'held'>): Balance => ({ available: points, held });

export const entryItem = (account: string, entry: Entry): Item => ({ ...keys.entry(account, entry.sequence), ...entry });

/** The next entry of an account: its number and balance follow from the account as it was read. */
export const nextEntry = (account: LedgerRecord, entry: NewEntry): Entry => ({
  ...entry,
  sequence: account.sequence + 1,
  balanceAfter: account.points + account.held + entry.amount,
});
