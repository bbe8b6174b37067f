import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Step } from '../../domain/payments/ports.ts';
import type { Order, OrderState } from '../../domain/payments/types.ts';
import type { NewEntry } from '../../domain/points/ports.ts';
import type { BuyerRecord } from './buyer.ts';
import type { Table } from './table.ts';

/** A step that an order is about to take. */
export interface OrderChange {
  /** The order as it will be. Its `perks` are what was kept when it was made. */
  order: Order;
  /** Where it comes from: `undefined` for a new one. A new order that is paid with points is `paid` from the beginning. */
  from: OrderState | undefined;
  /** Its account as it was read for this try. Absent where the step doesn't concern it: when an order is made and not yet paid, closes, or its refund ends well. */
  buyer?: BuyerRecord;
  /** What the step changes in its account, besides points. */
  changes?: Step['buyer'];
  at: number;
}

/** What else belongs to the step: all of it is written with it, or none. */
export interface Beside {
  /** More that moves the points of the order's own account, in a step that concerns it. */
  entries?: readonly NewEntry[];
  /** Writes to other items. Never the order's, or its account's: an item is written once in a transaction. */
  writes?: readonly TransactWriteItem[];
}

/**
 * Something that follows from orders: a coupon that is used, a reward, a statistic. It is asked for each try of each step, and looks anew at
 * whatever its writes depend on: when one of their conditions fails, the whole step is tried again, and after 20 s given up.
 * A fault that it throws ends the step with nothing written; only a new order (`from` is `undefined`) may be refused so. Money that came is
 * credited whatever became of a coupon.
 */
export type OrderAlongside = (table: Table, change: OrderChange) => Beside | Promise<Beside>;

export async function allBeside(table: Table, alongside: readonly OrderAlongside[], change: OrderChange): Promise<Required<Beside>> {
  const all = await Promise.all(alongside.map((one) => one(table, change)));
  return { entries: all.flatMap(({ entries = [] }) => entries), writes: all.flatMap(({ writes = [] }) => writes) };
}
