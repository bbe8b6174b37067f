import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Due } from '../../domain/payments/ports.ts';
import type { Order, Provider } from '../../domain/payments/types.ts';
import type { Item } from './items.ts';
import { due, keys } from './keys.ts';
import type { Table } from './table.ts';
import { insert, update } from './transaction.ts';

/** The list of what a provider's bill has still to confirm, in the index of what is due. */
export const booksOf = (provider: Provider): string => `BOOKS#${provider}`;

const dueAttributes = (id: string, { by, at }: Due) => due(id, at, by === 'sweeper' ? undefined : booksOf(by));

export const orderInsert = (table: Table, order: Order, next: Due | undefined): TransactWriteItem =>
  insert(table, { ...keys.order(order.id), ...order, ...(next && dueAttributes(order.id, next)) });

/** Changes an order, as long as its state is the one that it was read in. */
export function orderUpdate(table: Table, { id, state }: Order, change: Partial<Order>, next: Due | undefined): TransactWriteItem {
  const set: Item = { ...change, ...(next && dueAttributes(id, next)) };
  const fields = Object.keys(set).filter((field) => set[field] !== undefined);
  return update(table, keys.order(id), {
    update: `SET ${fields.map((field) => `#${field} = :${field}`).join(', ')}${next ? '' : ' REMOVE duePk, dueAt'}`,
    condition: '#state = :from',
    names: Object.fromEntries(fields.map((field) => [`#${field}`, field])),
    values: { ...Object.fromEntries(fields.map((field) => [`:${field}`, set[field]])), ':from': state },
  });
}
