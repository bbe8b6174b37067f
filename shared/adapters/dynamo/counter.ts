import { updateItem } from './items.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

/**
 * The next whole number of a series: 1, 2, 3, … One write unit. A lost answer, or what it was taken for failing, leaves a number out:
 * inside a transaction nothing would be left out, but every transaction of the series would wait for the one before.
 */
export async function nextNumber(table: Table, series: string): Promise<number> {
  const written = await updateItem<{ last: number }>(table, keys.counter(series), {
    update: 'ADD #last :one',
    names: { '#last': 'last' },
    values: { ':one': 1 },
  });
  if (!written.ok) throw new Error(`${series} has no next number`);
  return written.item!.last;
}
