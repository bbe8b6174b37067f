import { setTimeout as sleep } from 'node:timers/promises';
import { dynamoLedger } from '#shared/adapters/dynamo/ledger.ts';
import { dynamoOrders } from '#shared/adapters/dynamo/orders.ts';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import type { Entry } from '#shared/domain/points/ports.ts';
import type { Visit } from './user.ts';
import { YUAN } from './user.ts';

const PATIENCE_MS = 60_000;
const LOOK_MS = 250;
const FEN = 100;

/** What is wrong with the books after all: nothing, or a line for each fault. */
export interface Books {
  users: number;
  entries: number;
  /** Users whose points are not the sum of their entries, or not what they bought and spent. */
  wrong: string[];
  /** Fen that users paid, that orders say was paid, and that top-ups stand for. */
  revenue: { paid: number; ordered: number; credited: number };
}

/** Waits until no job holds points, then counts everything that the table has of these users. */
export async function reconcile(table: Table, visits: readonly Visit[]): Promise<Books> {
  const books: Books = { users: visits.length, entries: 0, wrong: [], revenue: { paid: 0, ordered: 0, credited: 0 } };
  const end = Date.now() + PATIENCE_MS;
  for (const visit of visits) {
    const balance = await settled(table, visit.account, end);
    const entries = await allEntries(table, visit.account);
    const sums = sumsOf(entries);
    books.entries += entries.length;
    books.revenue.paid += visit.orders.length * YUAN * FEN;
    books.revenue.ordered += await ordered(table, visit);
    books.revenue.credited += (sums.topup * YUAN * FEN) / 100;
    const fault = faultOf(visit, balance, entries, sums);
    if (fault) books.wrong.push(`${visit.account}: ${fault}`);
  }
  return books;
}

type Balance = { available: number; held: number };
type Sums = Record<Entry['kind'] | 'all', number>;

async function settled(table: Table, account: string, end: number): Promise<Balance> {
  for (;;) {
    const balance = await dynamoLedger(table).balance(account);
    if (balance.held === 0 || Date.now() > end) return balance;
    await sleep(LOOK_MS);
  }
}

async function allEntries(table: Table, account: string): Promise<Entry[]> {
  const page = 200;
  const ledger = dynamoLedger(table);
  const found: Entry[] = [];
  for (;;) {
    const { entries, total } = await ledger.entries(account, { limit: page, skip: found.length });
    found.push(...entries);
    if (found.length >= total || entries.length === 0) return found;
  }
}

function sumsOf(entries: readonly Entry[]): Sums {
  const sums: Sums = { bonus: 0, topup: 0, spend: 0, expire: 0, membership: 0, refund: 0, all: 0 };
  for (const { kind, amount } of entries) {
    sums[kind] += amount;
    sums.all += amount;
  }
  return sums;
}

async function ordered(table: Table, { orders }: Visit): Promise<number> {
  const found = await Promise.all(orders.map((id) => dynamoOrders(table).find(id)));
  return found.reduce((sum, order) => sum + (order?.state === 'paid' ? order.amount : 0), 0);
}

/** `available + held = Σ entries`, nothing negative or left held, and both are what the user itself counted. */
function faultOf({ orders, jobs }: Visit, { available, held }: Balance, entries: readonly Entry[], sums: Sums): string | undefined {
  if (available < 0 || held !== 0) return `${available} available, ${held} held`;
  if (available + held !== sums.all) return `${available} + ${held} held, but its entries are ${sums.all}`;
  if (new Set(entries.map(({ cause }) => cause)).size !== entries.length) return 'a cause moved points twice';
  if (sums.topup !== orders.length * 100) return `${orders.length} orders paid, ${sums.topup} points credited`;
  if (sums.spend !== -10 * jobs) return `${jobs} restores, ${-sums.spend} points spent`;
  return undefined;
}
