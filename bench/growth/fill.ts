import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { getItem, type Item, toRaw, updateItem } from '#shared/adapters/dynamo/items.ts';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import type { Length, Past } from './past.ts';

/** As many as a batch takes. */
const BATCH = 25;
const AT_ONCE = 8;

/** Makes pasts of which `from` records were written before longer, up to `to`: beside what is there of others. Answers how many items were written. */
export async function fill(table: Table, pasts: readonly Past[], { from, to }: { from: number; to: number }): Promise<number> {
  const lengths = await Promise.all(pasts.map(({ length }) => (length ? lengthOf(table, length) : from)));
  const items = (function* () {
    for (let number = from + 1; number <= to; number++)
      for (const [at, past] of pasts.entries()) if (number <= (past.most ?? to)) yield* past.items(lengths[at]! + number - from);
  })();
  const written = await Promise.all(Array.from({ length: AT_ONCE }, () => writeAll(table, items)));
  await writeAll(table, pasts.flatMap(({ after }) => after?.() ?? []).values());
  for (const [at, { length }] of pasts.entries()) if (length) await setLength(table, length, lengths[at]! + to - from);
  return written.reduce((sum, one) => sum + one, 0);
}

async function lengthOf(table: Table, { key, counts }: Length): Promise<number> {
  return (await getItem<Record<string, number>>(table, key))?.[counts] ?? 0;
}

async function setLength(table: Table, { key, counts }: Length, to: number): Promise<void> {
  await updateItem(table, key, { update: 'SET #counts = :to', names: { '#counts': counts }, values: { ':to': to } });
}

/** Takes from the items that all writers share until there are no more. */
async function writeAll({ client, name }: Table, items: Iterator<Item>): Promise<number> {
  let written = 0;
  for (let batch = take(items); batch.length > 0; batch = take(items)) {
    const RequestItems = { [name]: batch.map((item) => ({ PutRequest: { Item: toRaw(item) } })) };
    const { UnprocessedItems = {} } = await client.send(new BatchWriteItemCommand({ RequestItems }));
    if (Object.keys(UnprocessedItems).length > 0) throw new Error('DynamoDB Local left items of a batch unwritten');
    written += batch.length;
  }
  return written;
}

function take(items: Iterator<Item>): Item[] {
  const batch: Item[] = [];
  while (batch.length < BATCH) {
    const { value, done } = items.next();
    if (done) break;
    batch.push(value);
  }
  return batch;
}
