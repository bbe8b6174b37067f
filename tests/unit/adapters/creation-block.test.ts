import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Block, blockNumberOf, idsOf, nextPlace, withId, withoutId } from '#shared/adapters/dynamo/creation-block.ts';
import { type CreationType, creationTypes } from '#shared/domain/creations/types.ts';

test('blocks tell exactly what is there, in any order of making and deleting', () => {
  const step = fc.record({ type: fc.constantFrom(...creationTypes), removes: fc.option(fc.nat(), { nil: undefined, freq: 3 }) });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 2500 }), (steps) => {
      const blocks: Block[] = [];
      const there = new Map<number, CreationType>();
      for (const { type, removes } of steps) {
        const { block, id } = nextPlace(blocks.at(-1));
        blocks[block.number] = withId(block, id, type);
        there.set(id, type);
        const gone = removes === undefined ? undefined : [...there.keys()][removes % there.size]!;
        if (gone === undefined) continue;
        const number = blockNumberOf(gone);
        blocks[number] = withoutId(blocks[number]!, gone, there.get(gone)!);
        there.delete(gone);
      }
      const newestFirst = [...there].sort(([a], [b]) => b - a);
      expect(idsOf(blocks)).toEqual(newestFirst.map(([id]) => id));
      for (const type of creationTypes)
        expect(idsOf(blocks, type)).toEqual(newestFirst.filter(([, own]) => own === type).map(([id]) => id));
    }),
    { numRuns: 30, examples: [[Array.from({ length: 2100 }, () => ({ type: 'image' as const, removes: undefined }))]] },
  );
});
