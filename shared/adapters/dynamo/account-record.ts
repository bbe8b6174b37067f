import type { Account } from '../../domain/accounts/ports.ts';
import { getItem } from './items.ts';
import { keys } from './keys.ts';
import type { LedgerRecord } from './ledger-record.ts';
import type { Table } from './table.ts';

/** A mini-program account's item: who it is, and its ledger. */
export type AccountRecord = Account & LedgerRecord;

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
