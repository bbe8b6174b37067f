import type { User } from '../../domain/users/types.ts';
import { getItem } from './items.ts';
import { keys } from './keys.ts';
import type { LedgerRecord } from './ledger-record.ts';
import type { Table } from './table.ts';

/** A platform user's account item: who they are, their membership, and their ledger. */
export type UserRecord = User & LedgerRecord;

export const readUser = (table: Table, account: string): Promise<UserRecord | undefined> =>
  getItem<UserRecord>(table, keys.account(account));

export function userOf(record: UserRecord): User {
  const { id, number, username, email, points, referralCode, referredBy, membershipType, membershipEnd, createdAt } = record;
  const membership = membershipType && membershipEnd !== undefined ? { membershipType, membershipEnd } : {};
  return { id, number, username, email, points, referralCode, createdAt, ...membership, ...(referredBy && { referredBy }) };
}
