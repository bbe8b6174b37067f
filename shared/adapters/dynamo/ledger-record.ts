import type { Balance, Entry } from '../../domain/points/ports.ts';
import { getItem, type Item } from './items.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';
import { insert, update } from './transaction.ts';

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
export const nextEntry = (account: LedgerRecord, entry: Omit<Entry, 'sequence' | 'balanceAfter'>): Entry => ({
  ...entry,
  sequence: account.sequence + 1,
  balanceAfter: account.points + account.held + entry.amount,
});

/** The two writes that credit an account; they lose to any other entry that is written meanwhile. */
export const creditWrites = (table: Table, account: LedgerRecord, entry: Entry) => [
  update(table, keys.account(account.id), {
    update: 'SET points = points + :amount, #sequence = :next',
    condition: '#sequence = :seen',
    names: { '#sequence': 'sequence' },
    values: { ':amount': entry.amount, ':next': entry.sequence, ':seen': account.sequence },
  }),
  insert(table, entryItem(account.id, entry)),
];
