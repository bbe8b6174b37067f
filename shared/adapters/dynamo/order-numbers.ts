import type { Order, OrderKind } from '../../domain/payments/types.ts';
import { type BuyerRecord, counterOf } from './buyer.ts';
import { BATCH, getItems, updateItem } from './items.ts';
import { keys, orderSort } from './keys.ts';
import type { Table } from './table.ts';

/** `ordering#recharge#R2026…` in the account's item: the number that this order has taken, until it is in the list. */
const MARK = 'ordering#';
const marksOf = (kind: OrderKind): string => `${MARK}${kind}#`;
const markOf = ({ kind, id }: Pick<Order, 'kind' | 'id'>): string => marksOf(kind) + id;

type Numbered = Pick<Order, 'id' | 'account' | 'kind'>;

/**
 * The next number of the account's list for this order; the same one for the same order, also when the answer was lost. One plain write,
 * conditioned on nothing that another order changes: any number of orders at once get theirs without a second try.
 */
export async function takeNumber(table: Table, order: Numbered): Promise<number> {
  const mark = markOf(order);
  const written = await updateItem<Record<string, unknown>>(table, keys.account(order.account), {
    update: 'SET #counter = if_not_exists(#counter, :none) + :one, #mark = if_not_exists(#counter, :none) + :one',
    condition: 'attribute_exists(pk) AND attribute_not_exists(#mark)',
    names: { '#counter': counterOf[order.kind], '#mark': mark },
    values: { ':none': 0, ':one': 1 },
  });
  const number = (written.ok ? written.item : written.old)?.[mark];
  if (typeof number !== 'number') throw new Error(`${order.account}, who orders, is no account`);
  return number;
}

/** The order is in the list. A mark that stays for want of this does no harm: whoever reads the list looks whether its order is there. */
export async function dropMark(table: Table, order: Numbered): Promise<void> {
  await updateItem(table, keys.account(order.account), {
    update: 'REMOVE #mark',
    condition: 'attribute_exists(pk)',
    names: { '#mark': markOf(order) },
  });
}

/** Numbers that were taken by orders which aren't in the list, lowest first: requests that are under way just now, or have died. */
export async function holesIn(table: Table, buyer: BuyerRecord, kind: OrderKind): Promise<number[]> {
  const marked = Object.entries(buyer).flatMap(([name, value]) => (name.startsWith(marksOf(kind)) ? [Number(value)] : []));
  if (marked.length === 0) return [];
  const there = await listedOf(table, buyer.id, kind, marked);
  return marked.filter((number) => !there.has(orderSort(kind, number))).sort((a, b) => a - b);
}

/** Which of these numbers are in the list, as its sort keys. */
async function listedOf(table: Table, account: string, kind: OrderKind, numbers: readonly number[]): Promise<Set<string>> {
  const listed = new Set<string>();
  for (let from = 0; from < numbers.length; from += BATCH) {
    const wanted = numbers.slice(from, from + BATCH).map((number) => keys.listedOrder(account, kind, number));
    for (const { sk } of await getItems<{ sk: string }>(table, wanted)) listed.add(sk);
  }
  return listed;
}

/** The number of the `place`-th order there is, 1 being the oldest. */
export const numberAt = (place: number, holes: readonly number[]): number =>
  holes.reduce((number, hole) => (hole <= number ? number + 1 : number), place);
