import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { byDay, type Counts, type DayChange } from '../../domain/statistics/counts.ts';
import type { Item } from './items.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';
import { update } from './transaction.ts';

/**
 * Each day is counted in as many places, and every write picks one at random. Of two transactions on one item at the same time DynamoDB
 * refuses one, and an item is in hand for some 10 ms: at 1,000 a second, 64 places make that one in six or seven, which then picks anew.
 */
export const SHARDS = 64;
export const shards: readonly number[] = Array.from({ length: SHARDS }, (_, shard) => shard);

/** The writes that count what a transaction brings about: one for each day that it changes. To be made anew for each attempt. */
export function countWrites(table: Table, changes: readonly DayChange[]): TransactWriteItem[] {
  const shard = Math.floor(Math.random() * SHARDS);
  return byDay(changes).map(({ day, change }) => update(table, keys.counts(shard, day), adding(change)));
}

function adding(change: Partial<Counts>) {
  const fields = Object.keys(change);
  const values: Item = Object.fromEntries(Object.entries(change).map(([field, count]) => [`:${field}`, count]));
  return {
    update: `ADD ${fields.map((field) => `#${field} :${field}`).join(', ')}`,
    names: Object.fromEntries(fields.map((field) => [`#${field}`, field])),
    values,
  };
}
