import {
  PutItemCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { AGAIN } from './conflicts.ts';
import { type Expression, fromRaw, type Item, type Key, parts, refusable, toRaw } from './items.ts';
import type { Table } from './table.ts';

const OLD = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const };

export const update = ({ name }: Table, key: Key, expression: Expression): TransactWriteItem => ({
  Update: { TableName: name, Key: toRaw(key), ...parts(expression), ...OLD } as TransactWriteItem['Update'],
});

/** Puts an item that must not be there yet. */
export const insert = ({ name }: Table, item: Item): TransactWriteItem => ({
  Put: { TableName: name, Item: toRaw(item), ConditionExpression: 'attribute_not_exists(pk)', ...OLD },
});

/** Puts an item if the condition holds. */
export const put = ({ name }: Table, item: Item, condition: Expression): TransactWriteItem => ({
  Put: { TableName: name, Item: toRaw(item), ...parts(condition), ...OLD } as TransactWriteItem['Put'],
});

/** Deletes an item that must be there. */
export const remove = ({ name }: Table, key: Key): TransactWriteItem => ({
  Delete: { TableName: name, Key: toRaw(key), ConditionExpression: 'attribute_exists(pk)', ...OLD },
});

/** For each write of a refused transaction: whether its condition failed, and the item as it is. */
export interface Refusal {
  failed: boolean;
  old: Item | undefined;
}

/**
 * Writes all or nothing. Answers the refusals, in the order of the writes, when a condition failed; `AGAIN` when it only met
 * another transaction or a throttle. The SDK's own retries carry one request token, so a lost answer is not a second write.
 */
export async function transact({ client }: Table, writes: TransactWriteItem[]): Promise<undefined | Refusal[] | typeof AGAIN> {
  try {
    await client.send(new TransactWriteItemsCommand({ TransactItems: writes }));
    return undefined;
  } catch (error) {
    if (error instanceof Error && error.name === 'TransactionInProgressException') return AGAIN;
    if (!(error instanceof TransactionCanceledException)) throw error;
    const reasons = error.CancellationReasons ?? [];
    if (reasons.some(({ Code }) => Code === 'ConditionalCheckFailed')) {
      return reasons.map(({ Code, Item: old }) => ({ failed: Code === 'ConditionalCheckFailed', old: old && fromRaw(old) }));
    }
    if (
      reasons.some(({ Code }) => Code === 'TransactionConflict' || Code === 'ThrottlingError' || Code === 'ProvisionedThroughputExceeded')
    )
      return AGAIN;
    throw error;
  }
}

/** The same; what is one write only is written plainly, at half the price. */
export async function commit(table: Table, writes: TransactWriteItem[]): Promise<undefined | Refusal[] | typeof AGAIN> {
  const [only, ...others] = writes;
  if (others.length > 0 || !(only?.Put || only?.Update)) return transact(table, writes);
  const written = await refusable(() => writeOne(table, only));
  return written.ok ? undefined : [{ failed: true, old: written.old }];
}

async function writeOne({ client }: Table, { Put, Update }: TransactWriteItem): Promise<undefined> {
  if (Put) await client.send(new PutItemCommand(Put));
  if (Update) await client.send(new UpdateItemCommand(Update as UpdateItemCommandInput));
}
