import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Buyer, Step } from '../../domain/payments/ports.ts';
import type { Order } from '../../domain/payments/types.ts';
import { counterOf, readBuyer } from './buyer.ts';
import { AGAIN, untilSettled } from './conflicts.ts';
import { keys } from './keys.ts';
import { ledgerWrites } from './ledger-writes.ts';
import { allBeside, type OrderAlongside } from './order-alongside.ts';
import { dropMark, takeNumber } from './order-numbers.ts';
import { orderInsert } from './order-writes.ts';
import type { Table } from './table.ts';
import { commit, insert } from './transaction.ts';

type AtOnce = (buyer: Buyer) => Step;

/**
 * Writes a new order, with its place in its account's list; the mini-program shows none, and its orders have no numbers. An account's orders
 * don't get in each other's way, however many are made at once: only one that takes a step at once, with points, writes to the account too.
 */
export async function createOrder(table: Table, alongside: readonly OrderAlongside[], fresh: Order, atOnce?: AtOnce): Promise<Order> {
  if (atOnce) return untilSettled(() => tryCreatePaid(table, alongside, fresh, atOnce));
  let numbered = fresh;
  const order = await untilSettled(async () => {
    // First of all: it may refuse the order, and then no number was taken.
    const { entries, writes } = await allBeside(table, alongside, { order: fresh, from: undefined, at: fresh.createdAt });
    if (entries.length > 0) throw new Error('points came with an order that nobody has paid');
    if (fresh.channel !== 'wechat-mini' && numbered.number === undefined) {
      numbered = { ...fresh, number: await takeNumber(table, fresh) };
    }
    return tryInsert(table, numbered, { by: 'sweeper', at: fresh.closesAt }, writes);
  });
  // The order is made, whatever becomes of its mark.
  if (numbered.number !== undefined && order.number === numbered.number) await dropMark(table, order).catch(() => {});
  return order;
}

/** One try to write an order that is paid in the same moment: the account's number, points and entries follow from what was read. */
async function tryCreatePaid(table: Table, alongside: readonly OrderAlongside[], fresh: Order, atOnce: AtOnce) {
  const buyer = await readBuyer(table, fresh.account);
  const step = atOnce(buyer);
  const counter = counterOf[fresh.kind];
  const order: Order = { ...fresh, number: (buyer[counter] ?? 0) + 1, ...step.order };
  const change = { order, from: undefined, at: fresh.createdAt, buyer, ...(step.buyer && { changes: step.buyer }) };
  const beside = await allBeside(table, alongside, change);
  const account = ledgerWrites(table, buyer, [...(step.entries ?? []), ...beside.entries], { ...step.buyer, [counter]: order.number });
  return tryInsert(table, order, step.due, [...account, ...beside.writes]);
}

async function tryInsert(table: Table, order: Order, next: Step['due'], others: readonly TransactWriteItem[]) {
  const { id, account, kind, number } = order;
  const listed = number === undefined ? [] : [insert(table, { ...keys.listedOrder(account, kind, number), order: id })];
  const refused = await commit(table, [orderInsert(table, order, next), ...listed, ...others]);
  if (refused === undefined) return order;
  if (refused !== AGAIN && refused[0]!.failed) return sameOrder(order, refused[0]!.old as Order | undefined);
  return AGAIN;
}

/** What is there already is this very order: a retry's, or this write's own whose answer was lost. */
function sameOrder(fresh: Order, old: Order | undefined): Order {
  if (old?.account === fresh.account && old.createdAt === fresh.createdAt) return old;
  throw new Error(`the order number ${fresh.id} is taken`);
}
