import type { Publications } from '../../domain/publishing/ports.ts';
import type { Publication } from '../../domain/publishing/types.ts';
import { hours, minutes } from '../../kernel/clock.ts';
import { AGAIN, untilSettled } from './conflicts.ts';
import { type Expression, getItem, queryItems, updateItem } from './items.ts';
import { due, keys } from './keys.ts';
import type { Table } from './table.ts';
import { insert, transact, update } from './transaction.ts';

/** An `Idempotency-Key` is kept for a day. */
const RETRIED_MS = hours(48);
/** After a worker's lease, so that its message comes again first. */
const AFTER_LEASE_MS = minutes(1);

export function dynamoPublications(table: Table): Publications {
  const find = (account: string, number: number) => getItem<Publication>(table, keys.publication(account, number));
  const total = async (account: string) => (await getItem<{ last: number }>(table, keys.publications(account)))?.last ?? 0;
  const write = async (publication: Publication, expression: Expression) => {
    const { account, number, attempts } = publication;
    const mine = { condition: 'attempts = :mine', values: { ...expression.values, ':mine': attempts } };
    const written = await updateItem(table, keys.publication(account, number), { ...expression, ...mine });
    if (!written.ok) throw new Error(`publication ${number} of ${account} was taken up by another worker`);
  };
  return {
    find,
    create: (fresh, operation, dueAt) =>
      untilSettled(async () => {
        const { account } = fresh;
        const last = await total(account);
        const publication: Publication = { ...fresh, number: last + 1 };
        const { number } = publication;
        const name = `${account}/${number}`;
        const expiresAt = Math.ceil((operation.at + RETRIED_MS) / 1000);
        const refused = await transact(table, [
          insert(table, { ...keys.published(account, operation.random), number, expiresAt }),
          update(table, keys.publications(account), nextOf(last)),
          insert(table, { ...keys.publication(account, number), ...publication, ...due(name, dueAt) }),
        ]);
        if (refused === undefined) return publication;
        const before = refused !== AGAIN && refused[0]!.failed ? (refused[0]!.old as { number: number }) : undefined;
        return (before && (await find(account, before.number))) ?? AGAIN;
      }),
    page: async (account, { limit, skip }) => {
      const all = await total(account);
      const newest = all - skip;
      if (newest < 1) return { publications: [], total: all };
      const sortOf = (number: number) => keys.publication(account, number).sk;
      const range = { ':pk': keys.account(account).pk, ':from': sortOf(Math.max(1, newest - limit + 1)), ':to': sortOf(newest) };
      const publications = await queryItems<Publication>(table, 'pk = :pk AND sk BETWEEN :from AND :to', range, {
        ScanIndexForward: false,
      });
      return { publications, total: all };
    },
    claim: async (account, number, { now, until }) => {
      const claimed = await updateItem<Publication>(table, keys.publication(account, number), {
        update: 'SET attempts = attempts + :one, leaseUntil = :until, dueAt = :due',
        condition: 'attribute_exists(duePk) AND startsAt <= :now AND (attribute_not_exists(leaseUntil) OR leaseUntil < :now)',
        values: { ':one': 1, ':until': until, ':due': until + AFTER_LEASE_MS, ':now': now },
      });
      return claimed.ok ? claimed.item : undefined;
    },
    save: (publication) => write(publication, { update: 'SET targets = :targets', values: { ':targets': publication.targets } }),
    release: (publication, dueAt) =>
      write(publication, {
        update: `SET targets = :targets${dueAt === undefined ? '' : ', dueAt = :due'} REMOVE leaseUntil${dueAt === undefined ? ', duePk, dueAt' : ''}`,
        values: { ':targets': publication.targets, ...(dueAt !== undefined && { ':due': dueAt }) },
      }),
    postpone: async ({ account, number, attempts }, dueAt) => {
      await updateItem(table, keys.publication(account, number), {
        update: 'SET dueAt = :due',
        condition: 'attribute_exists(duePk) AND attempts = :seen',
        values: { ':due': dueAt, ':seen': attempts },
      });
    },
  };
}

/** The account's count goes up by one, if it is what was read. */
const nextOf = (last: number): Expression => ({
  update: 'SET #last = :next',
  condition: last === 0 ? 'attribute_not_exists(#last)' : '#last = :last',
  names: { '#last': 'last' },
  values: { ':next': last + 1, ...(last > 0 && { ':last': last }) },
});
