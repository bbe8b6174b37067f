import { expect, test } from 'vitest';
import { beijingDay, beijingTime, fromBeijingTime } from '#shared/kernel/beijing-time.ts';

const at = Date.parse('2026-01-22T02:00:00Z');

test('a time is shown as Beijing’s, without an offset', () => {
  expect(beijingTime(at)).toBe('2026-01-22T10:00:00');
  expect(beijingDay(Date.parse('2026-01-22T16:00:00Z'))).toBe('2026-01-23');
});

test.each([
  ['2026-01-22T10:00:00', at],
  ['2026-01-22 10:00', at],
  ['2026-01-22T02:00:00Z', at],
  ['2026-01-22T03:00:00+01:00', at],
  ['2026-01-22', Date.parse('2026-01-21T16:00:00Z')],
  ['2026-02-30T10:00:00', undefined],
  ['2026-13-01', undefined],
  ['2026-01-22T25:00:00', undefined],
  ['yesterday', undefined],
])('%s is read as Beijing’s time unless it says otherwise', (text, ms) => {
  expect(fromBeijingTime(text)).toBe(ms);
});
