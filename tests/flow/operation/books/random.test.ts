import * as fc from 'fast-check';
import { afterAll, beforeAll, test } from 'vitest';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import { type WireFault, withFaults } from '#tests/support/faults.ts';
import { startTable, type TestTable } from '#tests/support/table.ts';
import { expectAccountsSound, expectStatisticsExact } from './audit.ts';
import { beginning, type Fair, openFair, SEED, SEQUENCES, START, sequence } from './fair.ts';
import { World } from './world.ts';

/** In lanes because faults mean waiting. The last two have faults. */
const LANES = [1, 2, 3, 4, 5];

let db: TestTable;
let fair: Fair;
beforeAll(async () => {
  db = await startTable();
  fair = await openFair(db.table);
});
afterAll(() => db?.close());

const faults: fc.Arbitrary<(WireFault | undefined)[]> = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom<WireFault>('fail', 'lose-answer', 'throttle', 'conflict') },
  ),
  { minLength: 60, maxLength: 60 },
);

function tableFor(lane: number, plan: readonly (WireFault | undefined)[]): { table: Table; close: () => void } {
  if (lane < 4) return { table: db.table, close: () => {} };
  let call = 0;
  const client = withFaults(db.client(), () => plan[call++ % plan.length]);
  return { table: { ...db.table, client }, close: () => client.destroy() };
}

test.concurrent.each(LANES)(
  `random sequences of recharge, membership, coupon, refund and referral keep every account, lane %i (seed ${SEED})`,
  async (lane) => {
    await fc.assert(
      fc.asyncProperty(beginning, sequence, faults, async (offset, steps, plan) => {
        const { table, close } = tableFor(lane, plan);
        const world = new World(table, fair.coupons, fair.activities);
        let now = START + offset;
        await insist(() => world.take({ do: 'register', by: 0 }, now));
        for (const [each, pause] of steps) {
          now += pause;
          // A step that is refused, or fails, leaves what it leaves: that must add up all the same.
          await world.take(each, now).catch(() => {});
        }
        close();
      }),
      { numRuns: Math.ceil(SEQUENCES / LANES.length), endOnFailure: true, seed: SEED + lane },
    );
  },
  600_000,
);

async function insist(act: () => Promise<void>): Promise<void> {
  for (let tries = 0; tries < 5; tries++) {
    const done = await act().then(
      () => true,
      () => false,
    );
    if (done) return;
  }
}

test('every account adds up: points, entries, coupons, referrals', () => expectAccountsSound(db.table));

test(
  'statistics equal what accounts and orders say, on every day and over any days, before and after they are summed up',
  () => expectStatisticsExact(db.table),
  300_000,
);
