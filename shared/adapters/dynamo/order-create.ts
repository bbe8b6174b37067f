import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Buyer, Step } from '../../domain/payments/ports.ts';
import type { Order } from '../../domain/payments/types.ts';
import { type BuyerRecord, counterOf, readBuyer } from './buyer.ts';
import { AGAIN } from './conflicts.ts';
import { keys } from './keys.ts';
import { ledgerWrites } from './ledger-writes.ts';
import { allBeside, type OrderAlongside } from './order-alongside.ts';
import { orderInsert } from './order-writes.ts';
import type { Table } from './table.ts';
import { commit, insert } from './transaction.ts';

type AtOnce = (buyer: Buyer) => Step;

/**
 * One try to write a new order, with its place in the account's list. The mini-program shows no list: its order is one plain write,
 * and its account isn't looked at.
 */
export async function tryCreate(table: Table, alongside: readonly OrderAlongside[], fresh: Order, atOnce?: AtOnce) {
  const buyer = fresh.channel === 'wechat-mini' ? undefined : await readBuyer(table, fresh.account);
  const step = buyer && atOnce?.(buyer);
  const numbered = buyer ? { ...fresh, number: (buyer[counterOf[fresh.kind]] ?? 0) + 1 } : fresh;
  const order: Order = { ...numbered, ...step?.order };
  const change = { order, from: undefined, at: fresh.createdAt, ...(buyer && { buyer }), ...(step?.buyer && { changes: step.buyer }) };
  const beside = await allBeside(table, alongside, change);
  const next = step ? step.due : { by: 'sweeper' as const, at: fresh.closesAt };
  const refused = await commit(table, [
    orderInsert(table, order, next),
    ...(buyer ? listing(table, buyer, order, step, beside.entries) : []),
    ...beside.writes,
  ]);
  if (refused === undefined) return order;
  if (refused !== AGAIN && refused[0]!.failed) return sameOrder(fresh, refused[0]!.old as Order | undefined);
  return AGAIN;
}

function listing(
  table: Table,
  buyer: BuyerRecord,
  order: Order,
  step: Step | undefined,
  more: NonNullable<Step['entries']>,
): TransactWriteItem[] {
  const { id, account, kind, number } = order;
  return [
    ...ledgerWrites(table, buyer, [...(step?.entries ?? []), ...more], { ...step?.buyer, [counterOf[kind]]: number }),
    insert(table, { ...keys.listedOrder(account, kind, number!), order: id }),
  ];
}

/** What is there already is this very order: a retry's, or this write's own whose answer was lost. */
function sameOrder(fresh: Order, old: Order | undefined): Order {
  if (old?.account === fresh.account && old.createdAt === fresh.createdAt) return old;
  throw new Error(`the order number ${fresh.id} is taken`);
}
