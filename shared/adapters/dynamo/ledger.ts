import type { Entry, Ledger } from '../../domain/points/ports.ts';
import { fail } from '../../kernel/fault.ts';
import { queryItems, updateItem } from './items.ts';
import { entrySort, keys } from './keys.ts';
import { balanceOf, type LedgerRecord, readLedger } from './ledger-record.ts';
import type { Table } from './table.ts';

export function dynamoLedger(table: Table): Ledger {
  const account = async (id: string) => (await readLedger(table, id)) ?? fail('request.unauthorized');
  return {
    hold: (id, job, amount) => hold(table, id, job, amount),
    balance: async (id) => balanceOf(await account(id)),
    entries: async (id, { limit, skip = 0 }) => {
      const { sequence: total } = await account(id);
      const newest = total - skip;
      const values = { ':pk': keys.account(id).pk, ':from': entrySort(Math.max(1, newest - limit + 1)), ':to': entrySort(newest) };
      const range = 'pk = :pk AND sk BETWEEN :from AND :to';
      const entries = newest < 1 ? [] : await queryItems<Entry>(table, range, values, { ScanIndexForward: false });
      return { entries, total };
    },
  };
}

/**
 * One write unit. Keyed by its job: when a committed answer is lost and the SDK asks again, the condition fails on
 * the hold that is there already, which is then the answer.
 */
async function hold(table: Table, id: string, job: string, amount: number) {
  const written = await updateItem<LedgerRecord>(table, keys.account(id), {
    update: 'SET points = points - :amount, held = held + :amount, holds.#job = :amount',
    condition: 'attribute_exists(pk) AND attribute_not_exists(holds.#job) AND points >= :amount',
    names: { '#job': job },
    values: { ':amount': amount },
  });
  if (written.ok) return balanceOf(written.item!);
  const account = written.old ?? fail('request.unauthorized');
  if (account.holds[job] !== undefined) return balanceOf(account);
  return fail('points.insufficient', {
    message: `当前积分:${account.points},需要积分:${amount}`,
    available: account.points,
    needed: amount,
  });
}
