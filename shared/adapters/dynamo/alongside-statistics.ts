import { changesOf } from '../../domain/statistics/of-orders.ts';
import type { OrderAlongside } from './order-alongside.ts';
import { countWrites } from './statistics-counters.ts';

/** Counts what orders bring and take back, with each of their steps. */
export const countedOrders: OrderAlongside = (table, { order, from, buyer, changes, at }) => {
  const end = changes?.membershipEnd === undefined ? {} : { end: { before: buyer?.membershipEnd, after: changes.membershipEnd } };
  return { writes: countWrites(table, changesOf({ order, from, payments: buyer?.payments, at, ...end })) };
};
