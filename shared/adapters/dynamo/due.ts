import type { DueItem, FindDue } from '../../domain/due/types.ts';
import { type Key, queryItems } from './items.ts';
import { duePartitions } from './keys.ts';
import type { Table } from './table.ts';

type DueKey = Key & { dueAt: number };

/** Reads the sparse index of what is due: one query for each of its partitions. */
export function dynamoDue(table: Table): FindDue {
  return async (now, limit) => {
    const found = await Promise.all(
      duePartitions.map((partition) =>
        queryItems<DueKey>(
          table,
          'duePk = :pk AND dueAt <= :now',
          { ':pk': partition, ':now': now },
          { IndexName: 'due', Limit: limit, ConsistentRead: false },
        ),
      ),
    );
    return found
      .flat()
      .sort((a, b) => a.dueAt - b.dueAt)
      .slice(0, limit)
      .map(dueItem);
  };
}

const after = (prefix: string, text: string): string => text.slice(prefix.length);

function dueItem({ pk, sk }: Key): DueItem {
  if (sk.startsWith('JOB#')) return { kind: 'job', account: after('ACCOUNT#', pk), job: after('JOB#', sk) };
  if (sk.startsWith('PUBLICATION#'))
    return { kind: 'publication', account: after('ACCOUNT#', pk), publication: Number(after('PUBLICATION#', sk)) };
  if (sk.startsWith('WEBHOOK#')) return { kind: 'webhook', account: after('ACCOUNT#', pk), job: after('WEBHOOK#', sk) };
  if (sk.startsWith('LOT#')) return { kind: 'lot', account: after('ACCOUNT#', pk), reference: after('LOT#', sk) };
  return { kind: 'order', order: after('ORDER#', pk) };
}
