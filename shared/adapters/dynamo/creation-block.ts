import { type CreationType, creationTypes } from '../../domain/creations/types.ts';

/** How many ids one block tells of: 128 bytes for each type, so that a write of it is one unit. */
const SIZE = 1024;

type Counts = Partial<Record<CreationType, number>>;

/** Which of 1,024 ids of an account are there, as one bit for each id and type. */
export interface Block {
  number: number;
  /** How many of its ids have been given. */
  used: number;
  /** Counts its changes. */
  version: number;
  /** What is there, by type. */
  alive: Partial<Record<CreationType, Uint8Array>>;
}

/** The newest block, which also knows how many there are in all the others: beside the newest creations, it is all that the first page takes. */
export interface Head extends Block {
  older: Counts;
}

export const isHead = (item: object): item is Head => 'older' in item;

export const emptyHead: Head = { number: 0, used: 0, version: 0, alive: {}, older: {} };

/** A place for one more: in the head, or in a new one when that is full. `full` is then a block like the others. */
export function withOneMore(head: Head, type: CreationType): { head: Head; id: number; full?: Block } {
  const isFull = head.used === SIZE;
  const { older, ...full } = head;
  const place = isFull ? { ...emptyHead, number: head.number + 1, version: head.version, older: sum(older, countsOf(head)) } : head;
  const id = place.number * SIZE + place.used + 1;
  return { head: { ...flipped(place, id, type, true), used: place.used + 1 }, id, ...(isFull && { full }) };
}

/** The head of older blocks, without one of their creations. */
export const withOneOlderLess = (head: Head, type: CreationType): Head => ({
  ...head,
  version: head.version + 1,
  older: { ...head.older, [type]: (head.older[type] ?? 0) - 1 },
});

/** The block without that id. */
export const withoutId = <Kind extends Block>(block: Kind, id: number, type: CreationType): Kind => flipped(block, id, type, false);

export const blockNumberOf = (id: number): number => Math.floor((id - 1) / SIZE);

function flipped<Kind extends Block>(block: Kind, id: number, type: CreationType, there: boolean): Kind {
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

/** How many there are in all, from the head alone. */
export const totalOf = ({ older, ...head }: Head): number =>
  Object.values(sum(older, countsOf(head))).reduce((total, count) => total + count, 0);

/** The head of an account whose newest block was still one like the others. It was never written. */
export function headOf(blocks: readonly Block[]): Head {
  const [newest, ...others] = [...blocks].sort((a, b) => b.number - a.number);
  return newest === undefined ? emptyHead : { ...newest, version: 0, older: others.map(countsOf).reduce(sum, {}) };
}

const countsOf = (block: Block): Counts => Object.fromEntries(creationTypes.map((type) => [type, idsOf([block], type).length]));

const sum = (a: Counts, b: Counts): Counts =>
  Object.fromEntries(creationTypes.map((type) => [type, (a[type] ?? 0) + (b[type] ?? 0)]).filter(([, count]) => count !== 0));
