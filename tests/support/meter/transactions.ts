import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Units } from './counts.ts';
import { type RawItem, writeUnitsOf } from './size.ts';

export type TransactWrites = readonly TransactWriteItem[];

/** An item that a transaction touches, as it was and as it is. */
export interface ItemChange {
  before: RawItem | undefined;
  after: RawItem | undefined;
}

/** Two units for each KB begun of each item; index writes doubled too (docs/units.md). */
export const transactionUnits = (changes: readonly ItemChange[]): Units => ({
  readUnits: 0,
  writeUnits: sum(changes.map(({ before, after }) => 2 * Math.max(writeUnitsOf(before), writeUnitsOf(after)))),
  indexUnits: sum(changes.map(({ before, after }) => 2 * indexWrites(dueKey(before), dueKey(after)))),
});

/** The table and key of what a transaction's member writes or checks. */
export function targetOf({ Put, Update, Delete, ConditionCheck }: TransactWriteItem): { TableName?: string; Key?: RawItem } {
  const { TableName, Key } = { Key: undefined, ...(Update ?? Delete ?? ConditionCheck ?? {}), ...(Put && putTarget(Put)) };
  return { ...(TableName && { TableName }), ...(Key && { Key }) };
}

function putTarget({ TableName, Item }: NonNullable<TransactWriteItem['Put']>) {
  const { pk, sk } = Item ?? {};
  return { TableName, Key: { pk: pk!, sk: sk! } };
}

/** A place in the index is taken, left, or left for another. */
function indexWrites(before: string | undefined, after: string | undefined): number {
  if (before === after) return 0;
  return before === undefined || after === undefined ? 1 : 2;
}

const dueKey = (item: RawItem | undefined): string | undefined =>
  item?.duePk && item.dueAt ? `${item.duePk.S} ${item.dueAt.N}` : undefined;

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
