import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Listed, Listings, NewListed } from '../../domain/listings/ports.ts';
import { AGAIN, untilSettled } from './conflicts.ts';
import { type Expression, getItem, type Item, type Key, queryAll, queryItems, updateItem } from './items.ts';
import { listingKeys, timeSort } from './listing-keys.ts';
import type { Table } from './table.ts';
import { insert, transact, update } from './transaction.ts';

interface ListingsSpec<T> {
  /** Begins its keys: `ACTIVITIES`. */
  name: string;
  /** Groups are read by themselves; every item is in one. */
  groups: readonly string[];
  groupOf: (item: T) => string;
}

export interface DynamoListings<T extends Listed> extends Listings<T> {
  /** Lists an item with what belongs to it. `refused`: that was there already. */
  add(item: NewListed<T>, belonging?: (item: T) => TransactWriteItem[]): Promise<T | 'refused'>;
  /** Where an item is kept. */
  keyOf(item: T): Key;
  unendedOf(group: string, now: number): Promise<T[]>;
  /** Notes something on an item, in both its places. */
  note(item: T, change: Partial<T>): Promise<void>;
}

/**
 * Things that an operator lists once and nobody changes. Their numbers have no gap, since each is given in the transaction that lists the
 * thing: so any page is one range of keys, and the last number is the total. A copy of each, by its end, answers what still holds.
 */
export function dynamoListings<T extends Listed>(table: Table, { name, groups, groupOf }: ListingsSpec<T>): DynamoListings<T> {
  const keys = listingKeys(name);
  const total = async () => (await getItem<{ last: number }>(table, keys.head))?.last ?? 0;
  // What is listed doesn't change, so an older copy will do; only what was listed just now may be missing there.
  const find = async (id: number) => {
    const key = keys.item(id);
    return itemOf<T>((await getItem<Item>(table, key, { consistent: false })) ?? (await getItem<Item>(table, key)));
  };
  const ending = async (group: string, condition: string, now: number) => {
    const items = await queryAll<Item>(table, `pk = :pk AND sk ${condition} :now`, { ':pk': `${name}#${group}`, ':now': timeSort(now) });
    return items.map((item) => itemOf<T>(item)!);
  };
  const inAll = async (condition: string, now: number) => (await Promise.all(groups.map((group) => ending(group, condition, now)))).flat();

  return {
    find,
    keyOf: ({ id }) => keys.item(id),
    page: async ({ limit, skip }) => {
      const last = await total();
      const newest = last - skip;
      if (newest < 1) return { items: [], total: last };
      const range = { ':pk': keys.head.pk, ':from': keys.item(Math.max(1, newest - limit + 1)).sk, ':to': keys.item(newest).sk };
      const items = await queryItems<Item>(table, 'pk = :pk AND sk BETWEEN :from AND :to', range, { ScanIndexForward: false });
      return { items: items.map((item) => itemOf<T>(item)!), total: last };
    },
    unended: (now) => inAll('>=', now),
    ended: (now) => inAll('<', now),
    unendedOf: (group, now) => ending(group, '>=', now),
    add: ({ operation: { random }, ...fresh }, belonging = () => []) =>
      untilSettled(async () => {
        const last = await total();
        const item = { ...fresh, id: last + 1 } as unknown as T & Item;
        const refused = await transact(table, [
          insert(table, { ...keys.made(random), id: item.id }),
          update(table, keys.head, nextOf(last)),
          insert(table, { ...keys.item(item.id), ...item }),
          insert(table, { ...keys.ending(groupOf(item), item), ...item }),
          ...belonging(item),
        ]);
        if (refused === undefined) return item;
        if (refused === AGAIN) return AGAIN;
        const [before, head] = refused;
        if (before!.failed) return (await find((before!.old as { id: number }).id)) ?? AGAIN;
        return head!.failed ? AGAIN : 'refused';
      }),
    note: async (item, change) => {
      const places = [keys.item(item.id), keys.ending(groupOf(item), item)];
      await Promise.all(places.map((key) => updateItem(table, key, setting(change))));
    },
  };
}

/** The head's count goes up by one, if it is what was read. */
const nextOf = (last: number): Expression => ({
  update: 'SET #last = :next',
  condition: last === 0 ? 'attribute_not_exists(#last)' : '#last = :last',
  names: { '#last': 'last' },
  values: { ':next': last + 1, ...(last > 0 && { ':last': last }) },
});

const setting = (change: object): Expression => ({
  update: `SET ${Object.keys(change)
    .map((field) => `#${field} = :${field}`)
    .join(', ')}`,
  names: Object.fromEntries(Object.keys(change).map((field) => [`#${field}`, field])),
  values: Object.fromEntries(Object.entries(change).map(([field, value]) => [`:${field}`, value])),
});

/** Without its key. */
function itemOf<T>(item: Item | undefined): T | undefined {
  if (!item) return undefined;
  const { pk: _, sk: __, ...rest } = item;
  return rest as T;
}
