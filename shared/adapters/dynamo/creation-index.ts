import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Creation, CreationType } from '../../domain/creations/types.ts';
import {
  type Block,
  blockNumberOf,
  emptyHead,
  type Head,
  headOf,
  idsOf,
  isHead,
  totalOf,
  withOneMore,
  withOneOlderLess,
  withoutId,
} from './creation-block.ts';
import { getItem, type Item, type Key, queryItems } from './items.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';
import { put } from './transaction.ts';

/** In the order of their keys: the creations, the head, the older blocks. */
const RANGE = 'pk = :pk AND sk BETWEEN :from AND :to';
const rangeOf = ({ pk, sk }: Key, to: Key): Item => ({ ':pk': pk, ':from': sk, ':to': to.sk });
const LAST_BLOCK = 9_999_999_999;

const blocksRange = (account: string): Item => rangeOf(keys.creationHead(account), keys.creationBlock(account, LAST_BLOCK));

/** Which ids are there, newest first: one query, of about half a KB for each 1,024. */
export async function readIds(table: Table, account: string, type?: CreationType): Promise<number[]> {
  return idsOf(await blocksOf(table, account), type);
}

async function blocksOf(table: Table, account: string): Promise<Block[]> {
  const [newest, ...others] = await queryItems<Head | Block>(table, RANGE, blocksRange(account));
  // Before there were heads, the newest was among the others; what became a head is there still.
  return newest === undefined ? [] : [newest, ...others.filter(({ number }) => !isHead(newest) || number !== newest.number)];
}

/** The newest creations and the exact total, in one query, however many there are; `undefined` of an account that has no head yet. */
export async function readNewest(
  table: Table,
  account: string,
  size: number,
): Promise<{ creations: Creation[]; total: number } | undefined> {
  const range = rangeOf(keys.creation(account, 0), keys.creationHead(account));
  const newestFirst = { ScanIndexForward: false, Limit: size + 1 };
  const [head, ...creations] = await queryItems<Head | Creation>(table, RANGE, range, newestFirst);
  if (head === undefined) return { creations: [], total: 0 };
  return isHead(head) ? { creations: creations as Creation[], total: totalOf(head) } : undefined;
}

export async function readHead(table: Table, account: string): Promise<Head> {
  const [first] = await queryItems<Head | Block>(table, RANGE, blocksRange(account), { Limit: 1 });
  if (first === undefined) return emptyHead;
  return isHead(first) ? first : headOf(await blocksOf(table, account));
}

/** The writes that give an account one more id, and that id. They lose to any other creation that is made or deleted meanwhile. */
export async function placeWrites(table: Table, account: string, type: CreationType): Promise<{ id: number; writes: TransactWriteItem[] }> {
  const before = await readHead(table, account);
  const { head, id, full } = withOneMore(before, type);
  // Whoever fills another one first has changed the head.
  const closing = full ? [put(table, { ...full, ...keys.creationBlock(account, full.number) }, {})] : [];
  return { id, writes: [headWrite(table, account, before, head), ...closing] };
}

/** The writes that take an id away again, of an account with this head. They lose as the others do. */
export async function removalWrites(
  table: Table,
  { account, id, type }: Pick<Creation, 'account' | 'id' | 'type'>,
  head: Head,
): Promise<TransactWriteItem[]> {
  const number = blockNumberOf(id);
  if (number === head.number) return [headWrite(table, account, head, withoutId(head, id, type))];
  const key = keys.creationBlock(account, number);
  const block = await getItem<Block>(table, key);
  if (!block) throw new Error(`creation ${id} is in no block`);
  const emptied = put(table, { ...withoutId(block, id, type), ...key }, unchanged(block));
  return [emptied, headWrite(table, account, head, withOneOlderLess(head, type))];
}

const headWrite = (table: Table, account: string, before: Head, after: Head): TransactWriteItem =>
  put(table, { ...after, ...keys.creationHead(account) }, unchanged(before));

/** Nobody else has written it since it was read. */
const unchanged = ({ version }: Block) =>
  version === 0 ? { condition: 'attribute_not_exists(pk)' } : { condition: 'version = :seen', values: { ':seen': version } };
