import { prepaidAt } from '../../domain/partners/lots.ts';
import type { Lot } from '../../domain/partners/types.ts';
import { getItem, queryItems } from './items.ts';
import { keys } from './keys.ts';
import { type LedgerRecord, newLedger } from './ledger-record.ts';
import type { Table } from './table.ts';

/** The account of prepaid uploads. What its lots are now is kept in it, so that a hold is still one write that looks at one item. */
export interface PrepaidRecord extends LedgerRecord {
  /** Uploads of the lots that hadn't expired when this was written. */
  granted: number;
  /** When the next of them expires, in milliseconds; 0: there is none. */
  grantedUntil: number;
}

export const newPrepaid = (id: string): PrepaidRecord => ({ id, ...newLedger(), granted: 0, grantedUntil: 0 });

export const readPrepaid = (table: Table, id: string): Promise<PrepaidRecord | undefined> =>
  getItem<PrepaidRecord>(table, keys.account(id));

export const lotsOf = (table: Table, account: string): Promise<Lot[]> =>
  queryItems<Lot>(table, 'pk = :pk AND begins_with(sk, :lot)', { ':pk': keys.account(account).pk, ':lot': 'LOT#' });

/** Whether something has expired that is still among the available: a lot, or what was given back to one that had expired before. */
export const isStale = ({ points, granted, grantedUntil }: PrepaidRecord, now: number): boolean =>
  points > granted || (grantedUntil !== 0 && grantedUntil <= now);

export function grantsAt(lots: readonly Lot[], now: number): Pick<PrepaidRecord, 'granted' | 'grantedUntil'> {
  const { granted, until = 0 } = prepaidAt(lots, now);
  return { granted, grantedUntil: until };
}
