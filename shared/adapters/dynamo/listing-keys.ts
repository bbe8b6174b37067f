import type { Key } from './items.ts';

const digits = (value: number, length: number): string => String(value).padStart(length, '0');

/** As a part of a key that sorts by number. */
export const idSort = (id: number): string => digits(id, 10);
/** Milliseconds until the year 9999. */
export const timeSort = (ms: number): string => digits(ms, 15);

/**
 * The keys of a list. In one partition are its head, which counts what it lists, and its items by their numbers; copies of the items are
 * in a partition for each group, by when they end.
 */
export const listingKeys = (name: string) => ({
  head: { pk: `${name}#LIST`, sk: 'HEAD' } satisfies Key,
  item: (id: number): Key => ({ pk: `${name}#LIST`, sk: `ITEM#${idSort(id)}` }),
  /** Which item an operation has listed. */
  made: (operation: string): Key => ({ pk: `${name}#LIST`, sk: `MADE#${operation}` }),
  ending: (group: string, { id, until }: { id: number; until: number }): Key => ({
    pk: `${name}#${group}`,
    sk: `${timeSort(until)}#${idSort(id)}`,
  }),
});
