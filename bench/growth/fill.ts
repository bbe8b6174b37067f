import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { type Item, toRaw, updateItem } from '#shared/adapters/dynamo/items.ts';
import { due, keys } from '#shared/adapters/dynamo/keys.ts';
import { entryItem } from '#shared/adapters/dynamo/ledger-record.ts';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import { hours } from '#shared/kernel/clock.ts';
import { derivedName, newOperation, sortableId, stampedId } from '#shared/kernel/ids.ts';

/** As many as a batch takes. */
const BATCH = 25;
const AT_ONCE = 8;
/** Of every ten records, four are entries and four finished jobs of the one account, two are unpaid orders of others. */
const KINDS = 10;
const ENTRIES = 4;
const JOBS = 8;

export interface Filled {
  /** Records written so far. */
  records: number;
  entries: number;
  jobs: number;
}

export const nothingFilled: Filled = { records: 0, entries: 0, jobs: 0 };

/** Fills the table up to so many records. Four fifths are the account's own past: whatever lists them has ever more to choose from. */
export async function fill(table: Table, account: string, filled: Filled, records: number): Promise<Filled> {
  let { entries, jobs } = filled;
  const began = Date.now();
  const items = (function* () {
    for (let number = filled.records; number < records; number++) {
      const kind = number % KINDS;
      // After the bonus, which is an account's first entry.
      if (kind < ENTRIES) yield spendItem(account, ++entries + 1);
      else if (kind < JOBS) yield jobItem(account, began - records + ++jobs);
      else yield orderItem(began + number);
    }
  })();
  await Promise.all(Array.from({ length: AT_ONCE }, () => writeAll(table, items)));
  await updateItem(table, keys.account(account), {
    update: 'SET #sequence = :sequence, jobsEnded = :jobs',
    names: { '#sequence': 'sequence' },
    values: { ':sequence': entries + 1, ':jobs': jobs },
  });
  return { records, entries, jobs };
}

/** Takes from the items that all writers share until there are no more. */
async function writeAll({ client, name }: Table, items: Generator<Item>): Promise<void> {
  for (let batch = take(items); batch.length > 0; batch = take(items)) {
    const RequestItems = { [name]: batch.map((item) => ({ PutRequest: { Item: toRaw(item) } })) };
    const { UnprocessedItems = {} } = await client.send(new BatchWriteItemCommand({ RequestItems }));
    if (Object.keys(UnprocessedItems).length > 0) throw new Error('DynamoDB Local left items of a batch unwritten');
  }
}

function take(items: Generator<Item>): Item[] {
  const batch: Item[] = [];
  while (batch.length < BATCH) {
    const { value, done } = items.next();
    if (done) break;
    batch.push(value);
  }
  return batch;
}

const spendItem = (account: string, sequence: number): Item => {
  const operation = newOperation(Date.now());
  const cause = sortableId('req', operation);
  const what = { kind: 'spend' as const, amount: -10, balanceAfter: 5_000_000, description: '老照片修复 API调用' };
  return entryItem(account, { ...what, sequence, cause, at: operation.at });
};

function jobItem(account: string, at: number): Item {
  const operation = newOperation(at);
  const id = sortableId('req', operation);
  const [original, output] = [`upload_${derivedName(operation, 'original')}.jpg`, `restored_${derivedName(operation, 'output')}.jpg`];
  const ended = { state: 'succeeded', createdAt: at, deadline: at + hours(1), finishedAt: at + 1, attempts: 1, leaseUntil: at };
  return { ...keys.job(account, id), id, account, kind: 'restore_photo', cost: 10, original, output, ...ended };
}

/** Not due before two hours have passed, so the sweeper finds it in its index and leaves it. */
function orderItem(at: number): Item {
  const operation = newOperation(at);
  const id = stampedId('order', operation);
  const closesAt = at + hours(2);
  const order = { id, account: stampedId('user', operation), openid: `o${operation.random}`, amount: 1000, points: 100 };
  return { ...keys.order(id), ...order, description: '', state: 'pending', createdAt: at, closesAt, ...due(id, closesAt) };
}
