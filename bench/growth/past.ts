import type { Item, Key } from '#shared/adapters/dynamo/items.ts';

/** What some list lists. */
export interface Past {
  /** The endpoint; none where it is only in the others' way. */
  id?: string;
  /** What the record of this number leaves in the table; numbers begin with 1. */
  items(number: number): readonly Item[];
  /** What is written when all have been. */
  after?(): readonly Item[];
  /** All of it is read for any page, and it has never more records than this. */
  most?: number;
  /** Of what is counted; the rest is counted by looking. */
  length?: Length;
}

/** Where it is counted how many there are, and in which attribute. */
export interface Length {
  key: Key;
  counts: string;
}
