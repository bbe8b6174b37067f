import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitFilm } from '#shared/domain/films/split.ts';

const omni = [3, 4, 5, 6, 7, 8, 9, 10];
const veo = [4, 6, 8];
const shownAs = (duration: number, lengths: number[]) =>
  splitFilm(duration, lengths).map(({ seconds, shown }) => (seconds === shown ? `${seconds}` : `${shown} of ${seconds}`));

test.each([
  [30, omni, ['10', '10', '10']],
  [11, omni, ['6', '5']],
  [25, omni, ['9', '8', '8']],
  [2, omni, ['2 of 3']],
  [10, omni, ['10']],
  [30, veo, ['8', '8', '8', '6']],
  [8, veo, ['8']],
  [9, veo, ['6', '3 of 4']],
  [1, veo, ['1 of 4']],
  [60, veo, ['8', '8', '8', '8', '8', '8', '6', '6']],
])('%i s of %j', (duration, lengths, clips) => {
  expect(shownAs(duration, lengths)).toEqual(clips);
});

test('whatever is asked: the film is exactly as long, the model can make each clip, and nothing is paid for that another split would save', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.constantFrom(omni, veo, [5], [5, 10]), (duration, lengths) => {
      const slots = splitFilm(duration, lengths);
      const paid = slots.reduce((sum, { seconds }) => sum + seconds, 0);
      expect(slots.reduce((sum, { shown }) => sum + shown, 0)).toBe(duration);
      for (const { seconds, shown } of slots) {
        expect(lengths).toContain(seconds);
        expect(shown).toBeGreaterThan(0);
      }
      expect(slots.slice(0, -1).every(({ seconds, shown }) => seconds === shown)).toBe(true);
      expect(paid - duration).toBeLessThan(Math.min(...lengths));
    }),
  );
});
