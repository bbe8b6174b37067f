import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { toRaw, updateItem } from '#shared/adapters/dynamo/items.ts';
import { keys } from '#shared/adapters/dynamo/keys.ts';
import { entryItem } from '#shared/adapters/dynamo/ledger-record.ts';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import { newOperation, sortableId } from '#shared/kernel/ids.ts';

/** As many as a batch takes. */
const BATCH = 25;
const AT_ONCE = 8;

/** Gives an account a long past: its entries 2 … `last`, as its work would have written them. */
export async function writeHistory(table: Table, account: string, last: number): Promise<void> {
  const batches = Array.from({ length: Math.ceil((last - 1) / BATCH) }, (_, batch) => 2 + batch * BATCH);
  const writers = Array.from({ length: AT_ONCE }, async () => {
    for (let first = batches.pop(); first !== undefined; first = batches.pop()) {
      await writeEntries(table, account, first, Math.min(first + BATCH - 1, last));
    }
  });
  await Promise.all(writers);
  await updateItem(table, keys.account(account), {
    update: 'SET #sequence = :last',
    names: { '#sequence': 'sequence' },
    values: { ':last': last },
  });
}

async function writeEntries({ client, name }: Table, account: string, first: number, last: number): Promise<void> {
  const requests = [];
  for (let sequence = first; sequence <= last; sequence++) {
    requests.push({ PutRequest: { Item: toRaw(entryItem(account, spend(sequence))) } });
  }
  await client.send(new BatchWriteItemCommand({ RequestItems: { [name]: requests } }));
}

const spend = (sequence: number) => ({
  sequence,
  kind: 'spend' as const,
  amount: -10,
  balanceAfter: 10_000_000 - 10 * sequence,
  cause: sortableId('req', newOperation(Date.now())),
  description: '老照片修复 API调用',
  at: Date.now(),
});
