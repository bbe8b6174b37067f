import type { ConsumedCapacity, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { noUnits, type Units } from './counts.ts';
import { type RawItem, writeUnitsOf } from './size.ts';

/** A request to DynamoDB as it is on the wire, and the answer. */
export interface Exchange {
  operation: string;
  request: { ConsistentRead?: boolean; TransactItems?: TransactWriteItem[] };
  answer: WireAnswer;
  /** The items that the transaction's condition checks look at. */
  checked?: (RawItem | undefined)[];
}

interface WireAnswer {
  __type?: string;
  ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[];
  /** The item as it is, of a write whose condition failed (`ReturnValuesOnConditionCheckFailure`). */
  Item?: RawItem;
  CancellationReasons?: { Code?: string; Item?: RawItem }[];
}

const reads = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactGetItems']);
const writes = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems']);

export const isRead = (operation: string): boolean => reads.has(operation);
/** The operations that say what they cost when `ReturnConsumedCapacity` asks them to. */
export const isMetered = (operation: string): boolean => reads.has(operation) || writes.has(operation);

/**
 * What AWS bills for it. DynamoDB Local's own numbers are right for the writes and reads that succeed (`tests/flow/meter.test.ts`
 * holds them against items of known size). It is wrong, and corrected here, about an empty query and a failed condition,
 * which cost something too, and about a transaction's condition checks, which cost what a write would.
 */
export function priceOf({ operation, request, answer, checked = [] }: Exchange): Units {
  if (answer.__type !== undefined) return { ...noUnits(), writeUnits: refusedUnits(request, answer) };
  const consumed = [answer.ConsumedCapacity ?? []].flat();
  const table = sum(consumed.map((one) => one.Table?.CapacityUnits));
  const index = sum(consumed.flatMap((one) => Object.values(one.GlobalSecondaryIndexes ?? {}).map((each) => each.CapacityUnits)));
  if (!isRead(operation)) {
    const onlyChecks = checked.length > 0 && checked.length === request.TransactItems?.length;
    const checks = sum(checked.map((item) => 2 * writeUnitsOf(item)));
    return { readUnits: 0, writeUnits: checks + (onlyChecks ? 0 : table), indexUnits: index };
  }
  const least = operation === 'Query' ? (request.ConsistentRead ? 1 : 0.5) : 0;
  return { ...noUnits(), readUnits: Math.max(least, table + index) };
}

/** A failed condition costs what the write of the item that is there would, in a transaction twice that for each of its items. */
function refusedUnits({ TransactItems = [] }: Exchange['request'], { __type = '', Item, CancellationReasons = [] }: WireAnswer): number {
  if (__type.endsWith('#ConditionalCheckFailedException')) return writeUnitsOf(Item);
  if (!CancellationReasons.some(({ Code }) => Code === 'ConditionalCheckFailed')) return 0;
  return sum(TransactItems.map(({ Put }, at) => 2 * writeUnitsOf(CancellationReasons[at]?.Item ?? Put?.Item)));
}

const sum = (numbers: (number | undefined)[]): number => numbers.reduce<number>((total, number) => total + (number ?? 0), 0);
