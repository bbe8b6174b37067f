import { expect, test } from 'vitest';
import { sendDuePublication } from '#shared/domain/publishing/due.ts';
import { delayOf, firstLook } from '#shared/domain/publishing/timing.ts';
import { type Publication, stateOf, type TargetState } from '#shared/domain/publishing/types.ts';
import { hours, minutes, seconds } from '#shared/kernel/clock.ts';

const NOW = Date.UTC(2026, 0, 23, 2, 0, 0);
/** SQS. */
const LONGEST_DELAY_SECONDS = 900;

/** Everything that the sweeper, which comes once a minute, sends of a publication: when it arrives. */
async function arrivals(startsAt: number, sweptAt: (minute: number) => number): Promise<number[]> {
  const publication = { number: 1, account: 'u_1', startsAt, attempts: 0 } as Publication;
  let dueAt = firstLook(startsAt, NOW);
  const arrived: number[] = [];
  for (let minute = 0; minute < 300 && arrived.length === 0; minute++) {
    const now = sweptAt(minute);
    if (dueAt > now) continue;
    await sendDuePublication(
      {
        publications: {
          find: async () => publication,
          postpone: async (_, next) => {
            dueAt = next;
          },
        },
        send: async (_, delay = 0) => {
          expect(delay).toBeLessThanOrEqual(LONGEST_DELAY_SECONDS);
          arrived.push(now + seconds(delay));
        },
        clock: () => now,
      },
      { account: 'u_1', publication: 1 },
    );
  }
  return arrived;
}

test('whenever in its minute the sweeper comes, what is scheduled arrives within two seconds of its time', async () => {
  for (const ahead of [minutes(15), minutes(31), hours(2), hours(4.5)])
    for (let offset = 0; offset < 60; offset += 7) {
      const [arrived] = await arrivals(NOW + ahead, (minute) => NOW + minutes(minute) + seconds(offset));
      expect(arrived! - (NOW + ahead)).toBeGreaterThanOrEqual(0);
      expect(arrived! - (NOW + ahead)).toBeLessThanOrEqual(seconds(2));
    }
});

test('what starts within a quarter of an hour is sent at once, with a delay that SQS takes; the sweeper looks after it', () => {
  expect(delayOf(NOW, NOW)).toBe(0);
  for (const ahead of [seconds(1), minutes(5), minutes(14)]) {
    const delay = delayOf(NOW + ahead, NOW);
    expect([delay <= LONGEST_DELAY_SECONDS, seconds(delay) >= ahead]).toEqual([true, true]);
    expect(firstLook(NOW + ahead, NOW)).toBeGreaterThan(NOW + ahead);
  }
});

test.each<[TargetState[], string]>([
  [['pending'], 'pending'],
  [['pending', 'published'], 'publishing'],
  [['publishing', 'failed'], 'publishing'],
  [['published', 'published'], 'published'],
  [['failed'], 'failed'],
  [['unconfirmed'], 'unconfirmed'],
  [['published', 'failed'], 'partial'],
])('targets that are %j are, together, %s', (states, together) => {
  const names = ['wechat', 'douyin'] as const;
  expect(stateOf({ targets: Object.fromEntries(states.map((state, at) => [names[at], { state }])) })).toBe(together);
});
