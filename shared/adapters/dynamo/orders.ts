import type { Orders } from '../../domain/payments/ports.ts';
import type { Order } from '../../domain/payments/types.ts';
import { getItem, updateItem } from './items.ts';
import { keys } from './keys.ts';
import type { OrderAlongside } from './order-alongside.ts';
import { createOrder } from './order-create.ts';
import { pageOfOrders } from './order-lists.ts';
import { moveOrder } from './order-move.ts';
import type { Table } from './table.ts';

/** `alongside`: what else follows from an order's steps, in the same transactions. */
export const dynamoOrders = (table: Table, alongside: readonly OrderAlongside[] = []): Orders => ({
  create: (order, atOnce) => createOrder(table, alongside, order, atOnce),
  find: (id) => findOrder(table, id),
  move: (order, step, at) => moveOrder(table, alongside, order, step, at),
  page: (account, kind, page) => pageOfOrders(table, account, kind, page),
  noteMismatch: async (order, payment) => {
    // An operator has to look at it: an unpaid one is no longer due, or the sweeper would come back to it every minute.
    const unpaid = order.state === 'pending' || order.state === 'closed';
    const update = `SET mismatch = :payment${unpaid ? ' REMOVE duePk, dueAt' : ''}`;
    await updateItem(table, keys.order(order.id), { update, values: { ':payment': payment } });
  },
});

/** Orders from before there were several ways to pay don't say that they are the mini-program's. */
async function findOrder(table: Table, id: string): Promise<Order | undefined> {
  const item = await getItem<Order>(table, keys.order(id));
  return item && { ...(item.kind === undefined && { kind: 'recharge', channel: 'wechat-mini', price: item.amount }), ...item };
}
