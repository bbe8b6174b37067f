import type { PartnerChange, Partners } from '../../domain/partners/ports.ts';
import type { Partner } from '../../domain/partners/types.ts';
import { AGAIN, untilSettled } from './conflicts.ts';
import { getItem, queryItems, updateItem } from './items.ts';
import { keys } from './keys.ts';
import { newPrepaid } from './prepaid-record.ts';
import type { Table } from './table.ts';
import { insert, transact } from './transaction.ts';

export function dynamoPartners(table: Table): Partners {
  const find = (code: string) => getItem<Partner>(table, keys.partner(code));
  return {
    find,
    create: (partner) =>
      untilSettled(async () => {
        const refused = await transact(table, firstWrites(table, partner));
        if (refused === AGAIN) return AGAIN;
        // A try whose answer was lost may have made it: then it is there, with this very account.
        return refused === undefined || (refused[0]!.old as Partner | undefined)?.account === partner.account;
      }),
    change: (partner, change) => write(table, partner, change),
    restWebhooks: async (code, until) => {
      const update = 'SET webhooksRestUntil = :until';
      await updateItem(table, keys.partner(code), { update, condition: 'attribute_exists(pk)', values: { ':until': until } });
    },
    // A page of 1 MB holds some 10,000 of them.
    codes: async () => {
      const listed = await queryItems<{ sk: string }>(table, 'pk = :pk', { ':pk': keys.partnerListed('').pk });
      return listed.map(({ sk }) => sk);
    },
  };
}

/** The partner, its place in the list of all, and its account, in which nothing is yet. */
const firstWrites = (table: Table, partner: Partner) => [
  insert(table, { ...keys.partner(partner.code), ...partner }),
  insert(table, { ...keys.partnerListed(partner.code) }),
  insert(table, { ...keys.account(partner.account), partner: partner.code, ...newPrepaid(partner.account) }),
];

/** Two operators who change the same thing at once don't undo each other: the later one has to look again. */
async function write(table: Table, partner: Partner, change: PartnerChange): Promise<Partner | undefined> {
  const fields = Object.keys(change) as (keyof PartnerChange)[];
  const values = fields.flatMap((field) => [
    [`:${field}`, change[field]],
    [`:seen_${field}`, partner[field]],
  ]);
  const written = await updateItem<Partner>(table, keys.partner(partner.code), {
    update: `SET ${fields.map((field) => `#${field} = :${field}`).join(', ')}`,
    condition: fields.map((field) => `#${field} = :seen_${field}`).join(' AND '),
    names: Object.fromEntries(fields.map((field) => [`#${field}`, field])),
    values: Object.fromEntries(values),
  });
  if (written.ok) return written.item;
  // When only the answer was lost, the SDK's second try finds the change made.
  const isMade = fields.every((field) => JSON.stringify(written.old?.[field]) === JSON.stringify(change[field]));
  return isMade ? written.old : undefined;
}
