import type { Balance, Entry, Ledger } from '../../domain/points/ports.ts';
import { fail } from '../../kernel/fault.ts';
import { type Expression, queryItems, updateItem } from './items.ts';
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

/** What else has to be so for a hold to be taken. */
export type HoldGuard = Required<Pick<Expression, 'condition' | 'names' | 'values'>>;

/**
 * One write unit. Keyed by its job: when a committed answer is lost and the SDK asks again, the condition fails on
 * the hold that is there already, which is then the answer. Answers the account as it is where no hold could be taken.
 */
export async function tryHold(table: Table, id: string, job: string, amount: number, guard?: HoldGuard) {
  const conditions = ['attribute_exists(pk)', 'attribute_not_exists(holds.#job)', 'points >= :amount', ...(guard ? [guard.condition] : [])];
  const written = await updateItem<LedgerRecord>(table, keys.account(id), {
    update: 'SET points = points - :amount, held = held + :amount, holds.#job = :amount',
    condition: conditions.join(' AND '),
    names: { '#job': job, ...guard?.names },
    values: { ':amount': amount, ...guard?.values },
  });
  const account = written.ok ? written.item! : (written.old ?? fail('request.unauthorized'));
  return { held: account.holds[job] !== undefined, account };
}

async function hold(table: Table, id: string, job: string, amount: number): Promise<Balance> {
  const { held, account } = await tryHold(table, id, job, amount);
  return held ? balanceOf(account) : insufficient(account, amount);
}

export const insufficient = ({ points }: LedgerRecord, amount: number): never =>
  fail('points.insufficient', { message: `当前积分:${points},需要积分:${amount}`, available: points, needed: amount });
