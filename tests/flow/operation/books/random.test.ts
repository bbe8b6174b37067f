import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { itemsOf } from '#proof/fuzz/books.ts';
import { dynamoStatistics } from '#shared/adapters/dynamo/statistics.ts';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import type { Coupon } from '#shared/domain/coupons/types.ts';
import { report } from '#shared/domain/statistics/report.ts';
import { daysAfter } from '#shared/kernel/beijing-time.ts';
import { type WireFault, withFaults } from '#tests/support/faults.ts';
import { startTable, type TestTable } from '#tests/support/table.ts';
import { openShop } from '../shop.ts';
import { DAY, newCoupon } from '../support.ts';
import { booksOf, recount } from './recount.ts';
import { expectSound } from './sound.ts';
import { step } from './steps.ts';
import { World } from './world.ts';

/** 5 × 100 sequences, in lanes because faults mean waiting. The last two lanes have faults. */
const LANES = [1, 2, 3, 4, 5];
const RUNS = 100;
const STEPS = 14;
const SEED = Number(process.env.SEED ?? 20_260_122);
const START = Date.parse('2026-01-01T00:00:00+08:00');
/** Long after everything. */
const LATER = Date.parse('2027-06-01T00:00:00+08:00');

let db: TestTable;
let coupons: Coupon[];
let activities: number[];

beforeAll(async () => {
  db = await startTable();
  const window = { from: START + 5 * DAY, until: START + 300 * DAY };
  const offers = [
    { type: 'discount', value: 12.5, minAmount: 0 },
    { type: 'deduction', value: 30, minAmount: 5000 },
    { type: 'credit_bonus', value: 25, minAmount: 1000 },
  ] as const;
  coupons = await Promise.all(offers.map((offer) => newCoupon(db.table, { ...offer, ...window, maxUsage: 1_000_000 })));
  activities = [];
  for (const activity of [
    { type: 'credit_gift', config: { credits: 40 } },
    { type: 'first_purchase', config: { credits: 15 } },
    { type: 'referral_bonus', config: { referrer_credits: 50, referred_credits: 20 } },
    { type: 'referral_bonus', config: { referrer_credits: 7, referred_credits: 3 } },
    { type: 'membership_discount', config: { discount_percent: 15 } },
  ] as const) {
    activities.push((await openShop(db.table).hold(activity, window)).id);
  }
});
afterAll(() => db?.close());

const faults: fc.Arbitrary<(WireFault | undefined)[]> = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom<WireFault>('fail', 'lose-answer', 'throttle', 'conflict') },
  ),
  { minLength: 60, maxLength: 60 },
);

/** Each step with the time since the one before: minutes, or days, so that memberships end in between. */
const timed = fc.tuple(step, fc.oneof(fc.integer({ min: 1, max: 3 * 3_600_000 }), fc.integer({ min: 1, max: 12 * DAY })));

function tableFor(lane: number, plan: readonly (WireFault | undefined)[]): { table: Table; close: () => void } {
  if (lane < 4) return { table: db.table, close: () => {} };
  let call = 0;
  const client = withFaults(db.client(), () => plan[call++ % plan.length]);
  return { table: { ...db.table, client }, close: () => client.destroy() };
}

test.concurrent.each(LANES)(
  `${RUNS} random sequences of recharge, membership, coupon, refund and referral keep every account, lane %i (seed ${SEED})`,
  async (lane) => {
    const sequence = fc.array(timed, { minLength: STEPS, maxLength: STEPS });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 40 * DAY }), sequence, faults, async (offset, steps, plan) => {
        const { table, close } = tableFor(lane, plan);
        const world = new World(table, coupons, activities);
        let now = START + offset;
        await insist(() => world.take({ do: 'register', by: 0 }, now));
        for (const [each, pause] of steps) {
          now += pause;
          // A step that is refused, or fails, leaves what it leaves: that must add up all the same.
          await world.take(each, now).catch(() => {});
        }
        close();
      }),
      { numRuns: RUNS, endOnFailure: true, seed: SEED + lane },
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

test('every account adds up: points, entries, coupons, referrals', async () => {
  const items = await itemsOf(db.table.client, db.table.name);
  const orders = Map.groupBy(booksOf(items).orders, ({ account }) => `ACCOUNT#${account}`);
  const accounts = Map.groupBy(
    items.filter(({ pk }) => pk.startsWith('ACCOUNT#')),
    ({ pk }) => pk,
  );
  expect(accounts.size).toBeGreaterThan(LANES.length * RUNS);
  for (const [pk, own] of accounts) expectSound(own, orders.get(pk) ?? []);
});

const ranges: [string, string][] = [
  ['2026-01-01', '2026-01-31'],
  ['2026-01-15', '2026-02-14'],
  ['2026-02-10', '2026-02-10'],
  ['2026-03-01', '2026-05-31'],
  ['2026-01-01', '2026-12-31'],
  ['2025-01-01', '2025-12-31'],
];

test('statistics equal what accounts and orders say, on every day and over any days, before and after they are summed up', async () => {
  const books = booksOf(await itemsOf(db.table.client, db.table.name));
  const statistics = dynamoStatistics(db.table);
  const days = Array.from({ length: 200 }, (_, day) => daysAfter('2026-01-01', day));
  const compare = async () => {
    for (const [start, end] of [...ranges, ...days.map((day): [string, string] => [day, day])]) {
      expect([start, end, await report(statistics, { start, end }, LATER)]).toEqual([start, end, recount(books, start, end)]);
    }
  };
  const whole = recount(books, '2026-01-01', '2026-12-31');
  console.info(`seed ${SEED}: ${books.accounts.length} accounts, ${books.orders.length} orders`, whole);
  for (const part of Object.values(whole)) expect(part).toBeGreaterThan(0);
  for (const [start, end] of ranges) expect(await report(statistics, { start, end }, LATER)).toEqual(recount(books, start, end));
  expect(await statistics.rollUp('2026-02-20')).toBeGreaterThan(30);
  expect(await statistics.rollUp('2026-02-20')).toBe(0);
  for (const [start, end] of ranges) expect(await report(statistics, { start, end }, LATER)).toEqual(recount(books, start, end));
  await statistics.rollUp('2026-12-31');
  await compare();
}, 300_000);
