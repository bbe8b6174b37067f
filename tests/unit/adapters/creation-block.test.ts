import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Block,
  blockNumberOf,
  emptyHead,
  headOf,
  idsOf,
  totalOf,
  withOneMore,
  withOneOlderLess,
  withoutId,
} from '#shared/adapters/dynamo/creation-block.ts';
import { type CreationType, creationTypes } from '#shared/domain/creations/types.ts';

test('the head and the older blocks tell exactly what is there, and the head alone how many, in any order of making and deleting', () => {
  const step = fc.record({ type: fc.constantFrom(...creationTypes), removes: fc.option(fc.nat(), { nil: undefined, freq: 3 }) });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 2500 }), (steps) => {
      const blocks: Block[] = [];
      let head = emptyHead;
      const there = new Map<number, CreationType>();
      for (const { type, removes } of steps) {
        const place = withOneMore(head, type);
        const { id, full } = place;
        if (full) blocks.push(full);
        head = place.head;
        there.set(id, type);
        const gone = removes === undefined ? undefined : [...there.keys()][removes % there.size]!;
        if (gone === undefined) continue;
        const [number, own] = [blockNumberOf(gone), there.get(gone)!];
        if (number === head.number) head = withoutId(head, gone, own);
        else {
          blocks[number] = withoutId(blocks[number]!, gone, own);
          head = withOneOlderLess(head, own);
        }
        there.delete(gone);
      }
      const newestFirst = [...there].sort(([a], [b]) => b - a);
      const all = [head, ...blocks];
      expect(idsOf(all)).toEqual(newestFirst.map(([id]) => id));
      expect(totalOf(head)).toBe(there.size);
      expect(totalOf(headOf(all))).toBe(there.size);
      for (const type of creationTypes) expect(idsOf(all, type)).toEqual(newestFirst.filter(([, own]) => own === type).map(([id]) => id));
    }),
    { numRuns: 30, examples: [[Array.from({ length: 2100 }, () => ({ type: 'image' as const, removes: undefined }))]] },
  );
});
