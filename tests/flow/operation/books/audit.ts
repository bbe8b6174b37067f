import { expect } from 'vitest';
import { itemsOf } from '#proof/fuzz/books.ts';
import { dynamoOrders } from '#shared/adapters/dynamo/orders.ts';
import { dynamoStatistics } from '#shared/adapters/dynamo/statistics.ts';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import type { Order } from '#shared/domain/payments/types.ts';
import { report } from '#shared/domain/statistics/report.ts';
import { daysAfter } from '#shared/kernel/beijing-time.ts';
import { SEED, SEQUENCES } from './fair.ts';
import { booksOf, recount } from './recount.ts';
import { expectSound } from './sound.ts';

/** Long after everything. */
const LATER = Date.parse('2027-06-01T00:00:00+08:00');

/** Every account adds up: points, entries, coupons, referrals, and lists of all its orders. */
export async function expectAccountsSound(table: Table): Promise<void> {
  const items = await itemsOf(table.client, table.name);
  const orders = Map.groupBy(booksOf(items).orders, ({ account }) => `ACCOUNT#${account}`);
  const accounts = Map.groupBy(
    items.filter(({ pk, sk }) => pk.startsWith('ACCOUNT#') && !sk.startsWith('LOT#')),
    ({ pk }) => pk,
  );
  expect(accounts.size).toBeGreaterThan(SEQUENCES);
  for (const [pk, own] of accounts) {
    expectSound(own, orders.get(pk) ?? []);
    await expectListed(table, pk.replace('ACCOUNT#', ''), orders.get(pk) ?? []);
  }
}

/** Whatever died on the way, a list has each order once, and its total is how many there are. */
async function expectListed(table: Table, account: string, orders: readonly Order[]): Promise<void> {
  for (const kind of ['recharge', 'membership'] as const) {
    const own = orders.filter((order) => order.kind === kind);
    const { total, orders: listed } = await dynamoOrders(table).page(account, kind, { limit: 100 });
    const ids = (some: readonly Order[]) => some.toSorted((a, b) => b.number! - a.number!).map(({ id }) => id);
    expect([total, listed.map(({ id }) => id)]).toEqual([own.length, ids(own)]);
  }
}

const ranges: [string, string][] = [
  ['2026-01-01', '2026-01-31'],
  ['2026-01-15', '2026-02-14'],
  ['2026-02-10', '2026-02-10'],
  ['2026-03-01', '2026-05-31'],
  ['2026-01-01', '2026-12-31'],
  ['2025-01-01', '2025-12-31'],
];

/** Statistics are what accounts and orders say, on each of many days and over any days, before and after they are summed up. */
export async function expectStatisticsExact(table: Table): Promise<void> {
  const books = booksOf(await itemsOf(table.client, table.name));
  const statistics = dynamoStatistics(table);
  const compare = async (some: readonly [string, string][]) => {
    for (const [start, end] of some)
      expect([start, end, await report(statistics, { start, end }, LATER)]).toEqual([start, end, recount(books, start, end)]);
  };
  const whole = recount(books, '2026-01-01', '2026-12-31');
  console.info(`seed ${SEED}: ${SEQUENCES} sequences, ${books.accounts.length} accounts, ${books.orders.length} orders`, whole);
  for (const part of Object.values(whole)) expect(part).toBeGreaterThan(0);
  await compare(ranges);
  expect(await statistics.rollUp('2026-02-20')).toBeGreaterThan(SEQUENCES > 100 ? 30 : 10);
  expect(await statistics.rollUp('2026-02-20')).toBe(0);
  await compare(ranges);
  await statistics.rollUp('2026-12-31');
  const every = SEQUENCES > 100 ? 1 : 10;
  const days = Array.from({ length: 200 / every }, (_, day) => daysAfter('2026-01-01', day * every));
  await compare([...ranges, ...days.map((day): [string, string] => [day, day])]);
}
