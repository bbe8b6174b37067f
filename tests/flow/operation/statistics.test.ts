import { afterAll, beforeAll, expect, test } from 'vitest';
import { dynamoStatistics } from '#shared/adapters/dynamo/statistics.ts';
import { report } from '#shared/domain/statistics/report.ts';
import { rollUpThrough } from '#shared/domain/statistics/roll-up.ts';
import type { User } from '#shared/domain/users/types.ts';
import { beijingDay } from '#shared/kernel/beijing-time.ts';
import { withContention } from '#tests/support/contention.ts';
import { startTable, type TestTable } from '#tests/support/table.ts';
import { openShop, type Shop } from './shop.ts';
import { DAY } from './support.ts';

const NOON = Date.parse('2026-01-10T12:00:00+08:00');
const LATER = Date.parse('2026-12-01T00:00:00+08:00');

let db: TestTable;
let shop: Shop;
beforeAll(async () => {
  db = await startTable();
  shop = openShop(db.table);
});
afterAll(() => db?.close());

const statisticsOf = (start: string, end: string, now = LATER) => report(dynamoStatistics(db.table), { start, end }, now);
const paid = async (user: User, yuan: number, now: number) => shop.pay(await shop.recharge(user, yuan, { now }), now);

test('before anything happened everything is 0', async () => {
  expect(await statisticsOf('2026-01-01', '2026-01-31')).toEqual({
    ...{ totalUsers: 0, newUsers: 0, revenue: 0, creditsSold: 0, activeMembers: 0, conversionRate: 0 },
  });
});

test('a day in Beijing is counted for itself, and a refund on its own day', async () => {
  const [ada] = await Promise.all([shop.register(NOON), shop.register(NOON)]);
  const lastSecond = Date.parse('2026-01-10T23:59:59+08:00');
  const order = await paid(ada!, 100, lastSecond);
  await paid(ada!, 10, lastSecond + 1000);
  await shop.refund(order, NOON + 3 * DAY);
  expect(await statisticsOf('2026-01-10', '2026-01-10')).toMatchObject({
    ...{ totalUsers: 2, newUsers: 2, revenue: 10_000, creditsSold: 1000, conversionRate: 0.5 },
  });
  expect(await statisticsOf('2026-01-11', '2026-01-11')).toMatchObject({ totalUsers: 2, newUsers: 0, revenue: 1000, creditsSold: 100 });
  expect(await statisticsOf('2026-01-13', '2026-01-13')).toMatchObject({ revenue: -10_000, creditsSold: -1000 });
  expect(await statisticsOf('2026-01-01', '2026-01-31')).toMatchObject({ revenue: 1000, creditsSold: 100, conversionRate: 0.5 });
});

test('members are those whose membership goes on beyond the day: extended, ended, taken back', async () => {
  const members = async (day: string) => (await statisticsOf(day, day)).activeMembers;
  const [ada, grace] = await Promise.all([shop.register(NOON), shop.register(NOON)]);
  await shop.pay(await shop.join(ada!, 'monthly', { now: NOON }), NOON);
  const graces = await shop.pay(await shop.join(grace!, 'yearly', { now: NOON }), NOON);
  expect([await members('2026-01-09'), await members('2026-01-10'), await members('2026-02-09')]).toEqual([0, 2, 2]);
  expect(await members('2026-02-10')).toBe(1);
  await shop.pay(await shop.join(ada!, 'monthly', { now: NOON + 5 * DAY }), NOON + 5 * DAY);
  expect([await members('2026-02-10'), await members('2026-03-09'), await members('2026-03-10')]).toEqual([2, 2, 1]);
  await shop.refund(graces, NOON + 20 * DAY);
  expect([await members('2026-01-29'), await members('2026-01-30'), await members('2026-03-10')]).toEqual([2, 1, 0]);
  await shop.pay(await shop.join(ada!, 'monthly', { now: NOON + 90 * DAY }), NOON + 90 * DAY);
  expect(await members(beijingDay(NOON + 90 * DAY))).toBe(1);
});

test('days to come are today’s', async () => {
  const today = await statisticsOf('2026-01-01', '2026-01-20', NOON + 10 * DAY);
  expect(await statisticsOf('2026-01-01', '2026-12-31', NOON + 10 * DAY)).toEqual(today);
  expect(await statisticsOf('2026-02-01', '2026-12-31', NOON + 10 * DAY)).toMatchObject({ newUsers: 0, revenue: 0, totalUsers: 4 });
});

test('summing up changes no answer, and costs the same for a day as for all', async () => {
  const ranges = [
    ['2026-01-10', '2026-01-10'],
    ['2026-01-01', '2026-01-31'],
    ['2025-01-01', '2026-11-30'],
  ] as const;
  const all = () => Promise.all(ranges.map(([start, end]) => statisticsOf(start, end)));
  const before = await all();
  const sums = dynamoStatistics(db.table);
  await sums.rollUp('2026-01-11');
  expect(await all()).toEqual(before);
  await sums.rollUp(rollUpThrough(LATER));
  expect([await sums.rollUp(rollUpThrough(LATER)), await all()]).toEqual([0, before]);
});

test('100 payments at once are all counted, though transactions get in each other’s way', async () => {
  const now = Date.parse('2026-12-10T12:00:00+08:00');
  const client = db.client();
  const busy = openShop({ ...db.table, client });
  const users = await Promise.all(Array.from({ length: 100 }, () => shop.register(now)));
  const orders = await Promise.all(users.map((user) => shop.recharge(user, 10, { now })));
  const contention = withContention(client, 10);
  await Promise.all(orders.map((order) => busy.pay(order, now)));
  console.info(`100 payments: ${contention.tried} transactions, ${contention.refused} met another`);
  expect(await statisticsOf('2026-12-10', '2026-12-10', now)).toMatchObject({ newUsers: 100, revenue: 100_000, creditsSold: 10_000 });
  expect(contention.refused / contention.tried).toBeLessThan(0.6);
  client.destroy();
}, 60_000);
