import type { Order } from '../../domain/payments/types.ts';
import type { Books, Confirmed } from '../../domain/reconciliation/ports.ts';
import type { DayReport, Difference } from '../../domain/reconciliation/types.ts';
import { getItem, type Key, putItem, queryItems, updateItem } from './items.ts';
import { keys, partitionsOf } from './keys.ts';
import { booksOf } from './order-writes.ts';
import type { Table } from './table.ts';

const REPORT = 'REPORT#';
const DIFFERENCE = 'DIFFERENCE#';

/** What is compared with the providers' bills, and what came of it. */
export function dynamoBooks(table: Table): Books {
  return {
    unconfirmed: async (provider, until, limit) => {
      const lists = partitionsOf(booksOf(provider)).map((partition) => changedBy(table, partition, until, limit));
      const found = (await Promise.all(lists)).flat().sort((a, b) => a.dueAt - b.dueAt);
      return found.slice(0, limit).map(({ pk }) => pk.slice('ORDER#'.length));
    },
    confirm: (order, what, at) => confirm(table, order, what, at),
    note: async (difference) => {
      const { provider, orderId, kind } = difference;
      await putItem(table, { ...keys.reconciliation(difference.day, `${DIFFERENCE}${provider}#${orderId}#${kind}`), ...difference });
    },
    end: async (report) => {
      await putItem(table, { ...keys.reconciliation(report.day, REPORT + report.provider), ...report });
    },
    report: (provider, day) => getItem<DayReport>(table, keys.reconciliation(day, REPORT + provider)),
    day: async (day) => {
      const { pk } = keys.reconciliation(day, '');
      const of = <T>(prefix: string) => queryItems<T>(table, 'pk = :pk AND begins_with(sk, :sk)', { ':pk': pk, ':sk': prefix });
      const [reports, differences] = await Promise.all([of<DayReport>(REPORT), of<Difference>(DIFFERENCE)]);
      return { reports, differences };
    },
  };
}

const changedBy = (table: Table, partition: string, until: number, Limit: number) =>
  queryItems<Key & { dueAt: number }>(
    table,
    'duePk = :pk AND dueAt <= :until',
    { ':pk': partition, ':until': until },
    { IndexName: 'due', Limit, ConsistentRead: false },
  );

/** Which state waits for which bill, and where it is said that it came. */
const waiting = { payment: { state: 'paid', field: 'confirmedAt' }, refund: { state: 'refunded', field: 'refund.confirmedAt' } } as const;

/** An order that waits for something else by now, a refund, goes on waiting for that. */
async function confirm(table: Table, { id }: Order, what: Confirmed, at: number): Promise<void> {
  const { state, field } = waiting[what];
  const set = `SET ${field} = :at`;
  const written = await updateItem(table, keys.order(id), {
    update: `${set} REMOVE duePk, dueAt`,
    condition: '#state = :state',
    names: { '#state': 'state' },
    values: { ':at': at, ':state': state },
  });
  if (!written.ok) await updateItem(table, keys.order(id), { update: set, values: { ':at': at } });
}
