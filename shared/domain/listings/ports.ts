import type { Operation } from '../../kernel/ids.ts';
import type { Window } from './window.ts';

/** Something that operators list: numbered 1, 2, 3, … without a gap, and never changed in what it offers. */
export interface Listed extends Window {
  id: number;
  /** Milliseconds. */
  createdAt: number;
}

/** A part of a list, and how many there are in all. */
export interface ListPage<Item> {
  items: Item[];
  total: number;
}

/** `skip` from the newest down. */
export interface PageOf {
  limit: number;
  skip: number;
}

/** What every list can be asked. */
export interface Listings<Item extends Listed> {
  find(id: number): Promise<Item | undefined>;
  /** Newest first; any page costs the same. */
  page(page: PageOf): Promise<ListPage<Item>>;
  /** All that still hold or are yet to: costs as much as they are, however many have ended. */
  unended(now: number): Promise<Item[]>;
  /** All that hold no more. */
  ended(now: number): Promise<Item[]>;
}

/** A thing to be listed; the list numbers it. The same operation lists it once. */
export type NewListed<Item extends Listed> = Omit<Item, 'id'> & { operation: Operation };
