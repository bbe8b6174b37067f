import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { withoutConflict } from './conflicts.ts';
import type { Table } from './table.ts';

export type Item = Record<string, unknown>;
export type Key = { pk: string; sk: string };
type Raw = Record<string, AttributeValue>;

/** An update or a condition, in DynamoDB's expression language. `names` and `values` as in the expression: `#job`, `:now`. */
export interface Expression {
  update?: string;
  condition?: string;
  names?: Record<string, string>;
  values?: Item;
}

const toRaw = (item: Item): Raw => marshall(item, { removeUndefinedValues: true });
export const fromRaw = <T = Item>(raw: Raw): T => unmarshall(raw) as T;

export async function getItem<T = Item>({ client, name }: Table, key: Key, options: { consistent?: boolean } = {}): Promise<T | undefined> {
  const { Item } = await client.send(new GetItemCommand({ TableName: name, Key: toRaw(key), ConsistentRead: options.consistent ?? true }));
  return Item && fromRaw<T>(Item);
}

/** So many keys one request takes. */
export const BATCH = 100;

/** The items of these keys that are there, in no order; at most 100 keys. Consistent. */
export async function getItems<T = Item>({ client, name }: Table, wanted: readonly Key[]): Promise<T[]> {
  if (wanted.length > BATCH) throw new Error(`${wanted.length} keys in one request`);
  const found: T[] = [];
  let rest: Raw[] = wanted.map(toRaw);
  while (rest.length > 0) {
    const request = { RequestItems: { [name]: { Keys: rest, ConsistentRead: true } } };
    const { Responses, UnprocessedKeys } = await client.send(new BatchGetItemCommand(request));
    found.push(...(Responses?.[name] ?? []).map((item) => fromRaw<T>(item)));
    // What a throttle or 16 MB left out.
    rest = UnprocessedKeys?.[name]?.Keys ?? [];
  }
  return found;
}

/** One page. Consistent, unless it reads an index: what was just written is in it. */
export async function queryItems<T = Item>(
  { client, name }: Table,
  condition: string,
  values: Item,
  options: Partial<Pick<QueryCommandInput, 'IndexName' | 'Limit' | 'ScanIndexForward' | 'ConsistentRead'>> = {},
): Promise<T[]> {
  const query = { TableName: name, KeyConditionExpression: condition, ExpressionAttributeValues: toRaw(values), ConsistentRead: true };
  const { Items = [] } = await client.send(new QueryCommand({ ...query, ...options }));
  return Items.map((item) => fromRaw<T>(item));
}

export async function deleteItem({ client, name }: Table, { pk, sk }: Key): Promise<void> {
  await client.send(new DeleteItemCommand({ TableName: name, Key: toRaw({ pk, sk }) }));
}

/** Every page. Only for what stays few. */
export async function queryAll<T = Item>({ client, name }: Table, condition: string, values: Item): Promise<T[]> {
  const query = { TableName: name, KeyConditionExpression: condition, ExpressionAttributeValues: toRaw(values), ConsistentRead: true };
  const found: T[] = [];
  for (let from: Raw | undefined, first = true; first || from; first = false) {
    const { Items = [], LastEvaluatedKey } = await client.send(new QueryCommand({ ...query, ...(from && { ExclusiveStartKey: from }) }));
    found.push(...Items.map((item) => fromRaw<T>(item)));
    from = LastEvaluatedKey;
  }
  return found;
}

/** What became of a conditional write: written (with the item as it now is, for an update), or refused (with the item as it is). */
export type Written<T> = { ok: true; item: T | undefined } | { ok: false; old: T | undefined };

export async function putItem<T = Item>({ client, name }: Table, item: Item, condition?: Expression): Promise<Written<T>> {
  return refusable<T>(async () => {
    const command = {
      TableName: name,
      Item: toRaw(item),
      ...parts(condition ?? {}),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
    };
    await client.send(new PutItemCommand(command));
    return undefined;
  });
}

export async function updateItem<T = Item>({ client, name }: Table, key: Key, expression: Expression): Promise<Written<T>> {
  return refusable<T>(async () => {
    const { Attributes } = await client.send(
      new UpdateItemCommand({
        TableName: name,
        Key: toRaw(key),
        ...parts(expression),
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return Attributes;
  });
}

/** What became of a write with a condition; made again where it only met a transaction. */
export async function refusable<T = Item>(write: () => Promise<Raw | undefined>): Promise<Written<T>> {
  try {
    const raw = await withoutConflict(write);
    return { ok: true, item: raw && fromRaw<T>(raw) };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return { ok: false, old: error.Item && fromRaw<T>(error.Item) };
  }
}

/** An expression in the form that every command takes. */
export function parts({ update, condition, names, values }: Expression) {
  return {
    ...(update && { UpdateExpression: update }),
    ...(condition && { ConditionExpression: condition }),
    ...(names && { ExpressionAttributeNames: names }),
    ...(values && { ExpressionAttributeValues: toRaw(values) }),
  };
}

export { toRaw };
