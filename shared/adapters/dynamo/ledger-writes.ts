import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Entry, NewEntry } from '../../domain/points/ports.ts';
import type { Expression, Item } from './items.ts';
import { keys } from './keys.ts';
import { entryItem, type LedgerRecord, nextEntry } from './ledger-record.ts';
import type { Table } from './table.ts';
import { insert, update } from './transaction.ts';

/**
 * The writes that move an account's points: the account once, and each entry. They lose to any other entry that is written meanwhile.
 * `beside`: attributes of the account that change with it. Each follows from what was read, so it has to be that still.
 */
export function ledgerWrites(table: Table, account: LedgerRecord, drafts: readonly NewEntry[], beside: Item = {}): TransactWriteItem[] {
  const entries = numbered(account, drafts);
  const expression = expressionOf(account as LedgerRecord & Item, entries, beside);
  if (expression === undefined) return [];
  return [update(table, keys.account(account.id), expression), ...entries.map((entry) => insert(table, entryItem(account.id, entry)))];
}

function numbered(account: LedgerRecord, drafts: readonly NewEntry[]): Entry[] {
  let { points, sequence } = account;
  return drafts.map((draft) => {
    const entry = nextEntry({ ...account, points, sequence }, draft);
    points += entry.amount;
    sequence += 1;
    return entry;
  });
}

/** `points` is changed by what is added, not set: a hold may be taken meanwhile, and needs no other try. */
function expressionOf(account: LedgerRecord & Item, entries: readonly Entry[], beside: Item): Expression | undefined {
  const changes = Object.entries({ ...beside, ...(entries.length > 0 && { sequence: account.sequence + entries.length }) });
  if (changes.length === 0) return undefined;
  const moved = entries.reduce((sum, { amount }) => sum + amount, 0);
  const unchanged = changes.map(([name]) => (account[name] === undefined ? `attribute_not_exists(#${name})` : `#${name} = :seen_${name}`));
  const seen = changes.filter(([name]) => account[name] !== undefined).map(([name]) => [`:seen_${name}`, account[name]]);
  return {
    update: `SET ${[...changes.map(([name]) => `#${name} = :${name}`), ...(moved === 0 ? [] : ['points = points + :moved'])].join(', ')}`,
    condition: [...unchanged, ...(moved < 0 ? ['points >= :taken'] : [])].join(' AND '),
    names: Object.fromEntries(changes.map(([name]) => [`#${name}`, name])),
    values: {
      ...Object.fromEntries([...changes.map(([name, value]) => [`:${name}`, value]), ...seen]),
      ...(moved !== 0 && { ':moved': moved }),
      ...(moved < 0 && { ':taken': -moved }),
    },
  };
}
