import type { Orders, Step } from '../../domain/payments/ports.ts';
import type { Order } from '../../domain/payments/types.ts';
import { readBuyer } from './buyer.ts';
import { AGAIN, untilSettled } from './conflicts.ts';
import { ledgerWrites } from './ledger-writes.ts';
import { allBeside, type OrderAlongside } from './order-alongside.ts';
import { orderUpdate } from './order-writes.ts';
import type { Table } from './table.ts';
import { commit } from './transaction.ts';

type Wanted = Parameters<Orders['move']>[1];

/** The order's change of state is the first write of the transaction: it is what makes all the others happen once. */
export async function moveOrder(table: Table, alongside: readonly OrderAlongside[], order: Order, wanted: Wanted, at: number) {
  let seen = order;
  return untilSettled(async () => {
    const tried = await tryStep(table, alongside, seen, wanted, at);
    if (tried === AGAIN || tried.taken) return tried === AGAIN ? AGAIN : tried.order;
    // In another state than it was read in: the step may come from that one too.
    const moved = tried.order.state !== seen.state;
    seen = tried.order;
    return moved ? AGAIN : seen;
  });
}

async function tryStep(table: Table, alongside: readonly OrderAlongside[], order: Order, wanted: Wanted, at: number) {
  const buyer = typeof wanted === 'function' ? await readBuyer(table, order.account) : undefined;
  const step: Step = typeof wanted === 'function' ? wanted(buyer!, order) : wanted;
  if (!step.from.includes(order.state)) return { order, taken: false };
  const change = {
    order: { ...order, ...step.order },
    from: order.state,
    at,
    ...(buyer && { buyer }),
    ...(step.buyer && { changes: step.buyer }),
  };
  const beside = await allBeside(table, alongside, change);
  const next = { ...step.order, ...creditedIn(step, beside.entries) };
  const refused = await commit(table, [
    orderUpdate(table, order, next, step.due),
    ...(buyer ? ledgerWrites(table, buyer, [...(step.entries ?? []), ...beside.entries], { ...step.buyer }) : []),
    ...beside.writes,
  ]);
  if (refused === undefined) return { order: { ...order, ...next }, taken: true };
  if (refused === AGAIN || !refused[0]!.failed) return AGAIN;
  return { order: (refused[0]!.old as Order | undefined) ?? order, taken: false };
}

/** A refund takes back everything that a payment brought, whoever gave it. */
const creditedIn = ({ order }: Step, entries: readonly { amount: number }[]): Partial<Order> =>
  order.credited === undefined ? {} : { credited: entries.reduce((sum, { amount }) => sum + amount, order.credited) };
