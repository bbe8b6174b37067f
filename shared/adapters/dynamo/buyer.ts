import type { Buyer } from '../../domain/payments/ports.ts';
import type { OrderKind } from '../../domain/payments/types.ts';
import { type LedgerRecord, readLedger } from './ledger-record.ts';
import type { Table } from './table.ts';

/** An account as its orders see it. */
export type BuyerRecord = LedgerRecord &
  Buyer & {
    /** How many orders it has made: the number of the newest. */
    recharges?: number;
    memberships?: number;
  };

export async function readBuyer(table: Table, account: string): Promise<BuyerRecord> {
  const buyer: BuyerRecord | undefined = await readLedger(table, account);
  if (!buyer) throw new Error(`${account}, who has an order, is no account`);
  return buyer;
}

/** The attribute that counts the account's orders of a kind. */
export const counterOf: Record<OrderKind, 'recharges' | 'memberships'> = { recharge: 'recharges', membership: 'memberships' };
