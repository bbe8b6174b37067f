import type { Orders } from '../../domain/payments/ports.ts';
import type { Order, OrderKind } from '../../domain/payments/types.ts';
import { counterOf, readBuyer } from './buyer.ts';
import { getItems, queryItems } from './items.ts';
import { keys, orderSort } from './keys.ts';
import { holesIn, numberAt } from './order-numbers.ts';
import type { Table } from './table.ts';

/**
 * A page of an account's orders: one range of its list, then the orders themselves. An order has one home, where a notification finds it
 * by its id alone, and its state changes only there.
 */
export async function pageOfOrders(table: Table, account: string, kind: OrderKind, { limit, skip = 0 }: Parameters<Orders['page']>[2]) {
  const buyer = await readBuyer(table, account);
  const holes = await holesIn(table, buyer, kind);
  const total = (buyer[counterOf[kind]] ?? 0) - holes.length;
  const newest = total - skip;
  if (newest < 1) return { orders: [], total };
  const range = {
    ':pk': keys.account(account).pk,
    ':from': orderSort(kind, numberAt(Math.max(1, newest - limit + 1), holes)),
    ':to': orderSort(kind, numberAt(newest, holes)),
  };
  const order = { ScanIndexForward: false, Limit: limit };
  const listed = await queryItems<{ order: string }>(table, 'pk = :pk AND sk BETWEEN :from AND :to', range, order);
  const found = await getItems<Order>(
    table,
    listed.map(({ order }) => keys.order(order)),
  );
  const byId = new Map(found.map((order) => [order.id, order]));
  return { orders: listed.map(({ order }) => byId.get(order)!), total };
}
