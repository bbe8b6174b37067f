import type { ConsumedCapacity } from '@aws-sdk/client-dynamodb';
import { noUnits, type Units } from './counts.ts';
import { type RawItem, readUnitsOf, writeUnitsOf } from './size.ts';
import { type ItemChange, sum, type TransactWrites, transactionUnits } from './transactions.ts';

/** A request to DynamoDB as it is on the wire, and the answer. */
export interface Exchange {
  operation: string;
  request: { ConsistentRead?: boolean; TransactItems?: TransactWrites; RequestItems?: BatchReads };
  answer: WireAnswer;
  /** What became of a transaction's items, in their order. */
  changes?: readonly ItemChange[];
}

type BatchReads = Record<string, { ConsistentRead?: boolean; Keys?: RawItem[] }>;

interface WireAnswer {
  __type?: string;
  ConsumedCapacity?: ConsumedCapacity;
  /** The item as it is, of a write whose condition failed (`ReturnValuesOnConditionCheckFailure`). */
  Item?: RawItem;
  CancellationReasons?: { Code?: string; Item?: RawItem }[];
  /** One by one of a transaction, by table of a batch. */
  Responses?: { Item?: RawItem }[] | Record<string, RawItem[]>;
}

const reads = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactGetItems']);
const writes = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems']);
/** Nobody here uses them, so nobody has found out how far DynamoDB Local can be trusted with them. */
const unpriced = new Set(['BatchWriteItem', 'ExecuteStatement', 'BatchExecuteStatement', 'ExecuteTransaction']);

export const isRead = (operation: string): boolean => reads.has(operation);
export const isMetered = (operation: string): boolean => reads.has(operation) || writes.has(operation);
export const isUnpriced = (operation: string): boolean => unpriced.has(operation);

/**
 * What AWS bills for it. DynamoDB Local's own numbers (`ReturnConsumedCapacity: INDEXES`) are right for a single read or write
 * that succeeds. They are wrong, and not used, for transactions (items of equal cost are counted once, condition checks as
 * reads), an empty query and a failed condition. `tests/flow/meter.test.ts` holds all of it against items of known size.
 */
export function priceOf({ operation, request, answer, changes = [] }: Exchange): Units {
  if (answer.__type !== undefined) return { ...noUnits(), writeUnits: refusedUnits(request.TransactItems, answer, changes) };
  if (operation === 'TransactWriteItems') return transactionUnits(changes);
  if (Array.isArray(answer.Responses)) return { ...noUnits(), readUnits: sum(answer.Responses.map(({ Item }) => 2 * readUnitsOf(Item))) };
  if (operation === 'BatchGetItem') return { ...noUnits(), readUnits: batchUnits(request, answer.Responses ?? {}) };
  const { Table, GlobalSecondaryIndexes = {} } = answer.ConsumedCapacity ?? {};
  const table = Table?.CapacityUnits ?? 0;
  const index = sum(Object.values(GlobalSecondaryIndexes).map(({ CapacityUnits = 0 }) => CapacityUnits));
  if (!isRead(operation)) return { readUnits: 0, writeUnits: table, indexUnits: index };
  const least = operation === 'Query' ? (request.ConsistentRead ? 1 : 0.5) : 0;
  return { ...noUnits(), readUnits: Math.max(least, table + index) };
}

/** Each item of a batch costs what it would by itself. */
const batchUnits = ({ RequestItems = {} }: Exchange['request'], found: Record<string, RawItem[]>): number =>
  sum(
    Object.entries(found).flatMap(([table, items]) =>
      items.map((item) => readUnitsOf(item) * (RequestItems[table]?.ConsistentRead ? 1 : 0.5)),
    ),
  );

/** A failed condition costs what the write of the item that is there would, in a transaction twice that for each of its items. */
function refusedUnits(items: TransactWrites | undefined, answer: WireAnswer, changes: readonly ItemChange[]): number {
  if (answer.__type?.endsWith('#ConditionalCheckFailedException')) return writeUnitsOf(answer.Item);
  const reasons = answer.CancellationReasons ?? [];
  if (!reasons.some(({ Code }) => Code === 'ConditionalCheckFailed')) return 0;
  return sum(changes.map(({ before }, at) => 2 * Math.max(writeUnitsOf(before), writeUnitsOf(items?.[at]?.Put?.Item))));
}
