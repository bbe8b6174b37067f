import { boughtEntry, expiredEntry } from '../../domain/partners/entries.ts';
import { usableOf } from '../../domain/partners/lots.ts';
import type { PrepaidUploads } from '../../domain/partners/ports.ts';
import type { Lot } from '../../domain/partners/types.ts';
import { fail } from '../../kernel/fault.ts';
import { AGAIN, untilSettled } from './conflicts.ts';
import { updateItem } from './items.ts';
import { due, keys } from './keys.ts';
import { balanceOf, entryItem, nextEntry } from './ledger-record.ts';
import { grantsAt, isStale, lotsOf, type PrepaidRecord, readPrepaid } from './prepaid-record.ts';
import type { Table } from './table.ts';
import { insert, transact, update } from './transaction.ts';

export function dynamoPrepaid(table: Table): PrepaidUploads {
  return {
    add: (account, lot) => add(table, account, lot),
    balance: async (account, now) => {
      const record = await readPrepaid(table, account);
      if (!record || !isStale(record, now)) return record && balanceOf(record);
      return { available: usableOf(record.points, grantsAt(await lotsOf(table, account), now)), held: record.held };
    },
    expire: (account, now) => expire(table, account, now),
    closeLot: async (account, reference) => {
      await updateItem(table, keys.lot(account, reference), { update: 'REMOVE duePk, dueAt', condition: 'attribute_exists(pk)' });
    },
    lots: (account) => lotsOf(table, account),
  };
}

/** The lot's item is there once, which is what adds its uploads once. */
const add = (table: Table, account: string, lot: Lot): Promise<Lot> =>
  untilSettled(async () => {
    const record = (await readPrepaid(table, account)) ?? fail('partner.not_found');
    const grants = grantsAt([...(await lotsOf(table, account)), lot], lot.boughtAt);
    const entry = nextEntry(record, boughtEntry(lot));
    const item = { ...keys.lot(account, lot.reference), ...lot, ...due(lot.reference, lot.expiresAt) };
    const refused = await transact(table, [
      insert(table, item),
      update(table, keys.account(account), moved(record, lot.uploads, grants, entry.sequence)),
      insert(table, entryItem(account, entry)),
    ]);
    if (refused === undefined) return lot;
    return refused !== AGAIN && refused[0]!.failed ? ((refused[0]!.old as unknown as Lot | undefined) ?? AGAIN) : AGAIN;
  });

export const expire = (table: Table, account: string, now: number): Promise<void> =>
  untilSettled(async () => {
    const record = await readPrepaid(table, account);
    if (!record || !isStale(record, now)) return;
    const lots = await lotsOf(table, account);
    const grants = grantsAt(lots, now);
    const lost = record.points - usableOf(record.points, grants);
    const entry = nextEntry(record, expiredEntry(lots, lost, now));
    const refused = await transact(table, [
      update(table, keys.account(account), moved(record, -lost, grants, lost > 0 ? entry.sequence : record.sequence)),
      ...(lost > 0 ? [insert(table, entryItem(account, entry))] : []),
    ]);
    return refused === undefined ? undefined : AGAIN;
  });

/** The account after its lots have changed; it loses to anything else that happens to it meanwhile. */
const moved = (
  seen: PrepaidRecord,
  uploads: number,
  { granted, grantedUntil }: Pick<PrepaidRecord, 'granted' | 'grantedUntil'>,
  sequence: number,
) => ({
  update: 'SET points = points + :uploads, granted = :granted, grantedUntil = :until, #sequence = :next',
  condition: '#sequence = :seen AND points = :points AND granted = :wasGranted AND grantedUntil = :wasUntil',
  names: { '#sequence': 'sequence' },
  values: {
    ':uploads': uploads,
    ':granted': granted,
    ':until': grantedUntil,
    ':next': sequence,
    ':seen': seen.sequence,
    ':points': seen.points,
    ':wasGranted': seen.granted,
    ':wasUntil': seen.grantedUntil,
  },
});
