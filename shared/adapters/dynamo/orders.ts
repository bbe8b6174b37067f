import type { Order, Orders } from '../../domain/payments/ports.ts';
import { AGAIN, untilSettled } from './conflicts.ts';
import { type Expression, getItem, putItem, updateItem } from './items.ts';
import { due, keys } from './keys.ts';
import { creditWrites, nextEntry, readLedger } from './ledger-record.ts';
import type { Table } from './table.ts';
import { transact, update } from './transaction.ts';

export function dynamoOrders(table: Table): Orders {
  return {
    create: async (order) => {
      const item = { ...keys.order(order.id), ...order, ...due(order.id, order.closesAt) };
      const written = await putItem<Order>(table, item, { condition: 'attribute_not_exists(pk)' });
      return written.ok ? order : (written.old ?? order);
    },
    find: (id) => getItem<Order>(table, keys.order(id)),
    credit: (order, payment) => credit(table, order, payment),
    close: async (order) => {
      const written = await updateItem<Order>(table, keys.order(order.id), {
        update: 'SET #state = :closed REMOVE duePk, dueAt',
        condition: '#state = :pending',
        names: { '#state': 'state' },
        values: { ':closed': 'closed', ':pending': 'pending' },
      });
      return (written.ok ? written.item : written.old) ?? order;
    },
    noteMismatch: async (order, payment) => {
      // An operator has to look at it: it is no longer due, or the sweeper would come back to it every minute.
      const update = 'SET mismatch = :payment REMOVE duePk, dueAt';
      await updateItem(table, keys.order(order.id), { update, values: { ':payment': payment } });
    },
  };
}

/** The order's change of state is what makes the credit happen once. */
async function credit(table: Table, order: Order, payment: { transactionId: string; at: number }): Promise<Order> {
  return untilSettled(async () => {
    const account = await readLedger(table, order.account);
    if (!account) throw new Error(`order ${order.id} has no account`);
    const entry = nextEntry(account, { kind: 'topup', amount: order.points, cause: order.id, description: '微信支付充值', at: payment.at });
    const refused = await transact(table, [update(table, keys.order(order.id), paid(payment)), ...creditWrites(table, account, entry)]);
    if (refused === undefined) return { ...order, state: 'paid', paidAt: payment.at, transactionId: payment.transactionId };
    if (refused !== AGAIN && refused[0]!.failed) return (refused[0]!.old as Order | undefined) ?? order;
    return AGAIN;
  });
}

const paid = ({ transactionId, at }: { transactionId: string; at: number }): Expression => ({
  update: 'SET #state = :paid, transactionId = :transaction, paidAt = :at REMOVE duePk, dueAt',
  condition: '#state IN (:pending, :closed)',
  names: { '#state': 'state' },
  values: { ':paid': 'paid', ':pending': 'pending', ':closed': 'closed', ':transaction': transactionId, ':at': at },
});
