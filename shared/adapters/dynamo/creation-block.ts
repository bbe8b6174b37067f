import { type CreationType, creationTypes } from '../../domain/creations/types.ts';
import type { Item } from './items.ts';
import { blockSort } from './keys.ts';

/** How many ids one block tells of: 128 bytes for each type, so that a write of it is one unit. */
const SIZE = 1024;

/**
 * Which of 1,024 ids of an account are there, as one bit for each id and type. All blocks of an account are one query of about
 * half a KB for each 1,024 creations, and say exactly which ids a page has and how many there are.
 */
export interface Block {
  number: number;
  /** How many of its ids have been given. */
  used: number;
  /** Counts its changes. */
  version: number;
  /** What is there, by type. */
  alive: Partial<Record<CreationType, Uint8Array>>;
}

const emptyBlock = (number: number): Block => ({ number, used: 0, version: 0, alive: {} });

/** Where the next id goes: into the newest block, or a new one. */
export function nextPlace(newest: Block | undefined): { block: Block; id: number } {
  const block = newest === undefined ? emptyBlock(0) : newest.used < SIZE ? newest : emptyBlock(newest.number + 1);
  return { block, id: block.number * SIZE + block.used + 1 };
}

export const blockNumberOf = (id: number): number => Math.floor((id - 1) / SIZE);

/** The block with one id more. */
export const withId = (block: Block, id: number, type: CreationType): Block => ({
  ...flipped(block, id, type, true),
  used: block.used + 1,
});

/** The block without that id. */
export const withoutId = (block: Block, id: number, type: CreationType): Block => flipped(block, id, type, false);

function flipped(block: Block, id: number, type: CreationType, there: boolean): Block {
  const bits = Uint8Array.from(block.alive[type] ?? new Uint8Array(SIZE / 8));
  const bit = (id - 1) % SIZE;
  bits[bit >> 3] = there ? bits[bit >> 3]! | (1 << (bit & 7)) : bits[bit >> 3]! & ~(1 << (bit & 7));
  return { ...block, version: block.version + 1, alive: { ...block.alive, [type]: bits } };
}

/** The ids that are there, newest first, of one type or of all. */
export function idsOf(blocks: readonly Block[], type?: CreationType): number[] {
  const types = type === undefined ? creationTypes : [type];
  return [...blocks]
    .sort((a, b) => b.number - a.number)
    .flatMap(({ number, alive }) => {
      const ids: number[] = [];
      for (let bit = SIZE - 1; bit >= 0; bit--)
        if (types.some((one) => ((alive[one]?.[bit >> 3] ?? 0) >> (bit & 7)) & 1)) ids.push(number * SIZE + bit + 1);
      return ids;
    });
}

export const blockItem = (account: string, block: Block): Item => ({ pk: `ACCOUNT#${account}`, sk: blockSort(block.number), ...block });
