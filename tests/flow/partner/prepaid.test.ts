import { afterAll, beforeAll, expect, test } from 'vitest';
import { dynamoDue } from '#shared/adapters/dynamo/due.ts';
import { dynamoJobs } from '#shared/adapters/dynamo/jobs.ts';
import { dynamoLedger } from '#shared/adapters/dynamo/ledger.ts';
import { dynamoPartners } from '#shared/adapters/dynamo/partners.ts';
import { dynamoPrepaid } from '#shared/adapters/dynamo/prepaid.ts';
import { prepaidLedger } from '#shared/adapters/dynamo/prepaid-ledger.ts';
import type { Job, Outcome } from '#shared/domain/jobs/types.ts';
import { expireLot } from '#shared/domain/partners/expire-lot.ts';
import type { Lot } from '#shared/domain/partners/types.ts';
import { isFault } from '#shared/kernel/fault.ts';
import { newOperation } from '#shared/kernel/ids.ts';
import { withFaults } from '#tests/support/faults.ts';
import { newTestJob, startTable, type TestTable } from '#tests/support/table.ts';

let db: TestTable;
beforeAll(async () => {
  db = await startTable();
});
afterAll(() => db?.close());

const T0 = Date.UTC(2026, 0, 1);
const YEAR = 365 * 86_400_000;

async function partnerAccount(): Promise<string> {
  const { random } = newOperation(T0);
  const account = `partner_${random}`;
  const empty = { name: '', state: 'active', lane: 'bulk', createdAt: T0, secrets: [], webhookSecrets: [] } as const;
  expect(await dynamoPartners(db.table).create({ ...empty, code: random, account })).toBe(true);
  return account;
}

const lot = (reference: string, uploads: number, boughtAt = T0): Lot => ({
  reference,
  uploads,
  price: 0,
  boughtAt,
  expiresAt: boughtAt + YEAR,
});
const add = (account: string, ...args: Parameters<typeof lot>) => dynamoPrepaid(db.table).add(account, lot(...args));
const available = async (account: string, now = T0) => (await dynamoPrepaid(db.table).balance(account, now))!.available;

/** Holds one upload at `now`: the job, or `undefined` where there is nothing left. */
async function hold(account: string, now = T0, table = db.table): Promise<Job | undefined> {
  const job = newTestJob(account, 1);
  await dynamoJobs(db.table).create(job, { source: 's', kind: 'restore_photo' });
  try {
    await prepaidLedger(table, () => now).hold(account, job.id, 1);
    return job;
  } catch (error) {
    if (isFault(error, 'points.insufficient')) return undefined;
    throw error;
  }
}

const settle = (job: Job, outcome: Outcome, now = T0) => dynamoJobs(db.table).settle(job, outcome, now);
const failed: Outcome = { state: 'failed', fault: { code: 'image.invalid', message: '' } };

/** available + held = Σ entries, and nothing is negative. Answers the entries, oldest first. */
async function books(account: string) {
  const ledger = dynamoLedger(db.table);
  const { entries } = await ledger.entries(account, { limit: 100 });
  const { available: points, held } = await ledger.balance(account);
  expect(points).toBeGreaterThanOrEqual(0);
  expect(held).toBeGreaterThanOrEqual(0);
  expect(points + held).toBe(entries.reduce((sum, { amount }) => sum + amount, 0));
  return entries.toReversed().map(({ kind, amount, cause }) => [kind, amount, cause]);
}

test('a package adds its uploads once, however often its payment is entered', async () => {
  const account = await partnerAccount();
  await Promise.all([add(account, 'pay-1', 50), add(account, 'pay-1', 50), add(account, 'pay-2', 3)]);
  await add(account, 'pay-1', 50);
  expect(await available(account)).toBe(53);
  expect((await books(account)).sort()).toEqual([
    ['topup', 3, 'pay-2'],
    ['topup', 50, 'pay-1'],
  ]);
});

test('a payment that is entered for another package answers the one that it was for', async () => {
  const account = await partnerAccount();
  await add(account, 'pay-1', 50);
  expect(await add(account, 'pay-1', 200)).toMatchObject({ uploads: 50 });
  expect(await available(account)).toBe(50);
});

test('an expired upload can’t be held, not in the moment it expires, recorded or not', async () => {
  const account = await partnerAccount();
  await add(account, 'old', 2);
  expect(await hold(account, T0 + YEAR - 1)).toBeDefined();
  expect(await hold(account, T0 + YEAR)).toBeUndefined();
  expect(await books(account)).toEqual([
    ['topup', 2, 'old'],
    ['expire', -1, 'old'],
  ]);
});

test('the oldest uploads are used first: what expires is what was left of them', async () => {
  const account = await partnerAccount();
  await add(account, 'old', 10);
  await add(account, 'new', 50, T0 + YEAR / 2);
  for (let used = 0; used < 7; used++) await settle((await hold(account))!, { state: 'succeeded' });
  expect(await available(account, T0 + YEAR - 1)).toBe(53);
  expect(await available(account, T0 + YEAR)).toBe(50);
  await dynamoPrepaid(db.table).expire(account, T0 + YEAR);
  await dynamoPrepaid(db.table).expire(account, T0 + YEAR);
  expect((await books(account)).at(-1)).toEqual(['expire', -3, 'old']);
  expect(await available(account, T0 + YEAR)).toBe(50);
});

test('the sweeper finds a lot when it has expired, puts it on record and finds it no more', async () => {
  const account = await partnerAccount();
  await add(account, 'due', 5, T0 - 10 * YEAR);
  const find = async () =>
    (await dynamoDue(db.table)(T0 - 9 * YEAR, 100)).filter((item) => item.kind === 'lot' && item.account === account);
  expect(await dynamoDue(db.table)(T0 - 9 * YEAR - 1, 100)).toEqual([]);
  const [item] = await find();
  await expireLot({ prepaid: dynamoPrepaid(db.table), clock: () => T0 - 9 * YEAR }, item as { account: string; reference: string });
  expect(await find()).toEqual([]);
  expect((await books(account)).at(-1)).toEqual(['expire', -5, 'due']);
});

test('a job that holds an upload when it expires may still use it; if it fails, nobody can', async () => {
  const account = await partnerAccount();
  await add(account, 'old', 2);
  const [used, lost] = [(await hold(account, T0 + YEAR - 2))!, (await hold(account, T0 + YEAR - 1))!];
  await settle(used, { state: 'succeeded' }, T0 + YEAR + 5);
  await settle(lost, failed, T0 + YEAR + 5);
  expect(await available(account, T0 + YEAR + 5)).toBe(0);
  expect(await hold(account, T0 + YEAR + 6)).toBeUndefined();
  await add(account, 'new', 3, T0 + YEAR + 7);
  expect(await available(account, T0 + YEAR + 7)).toBe(3);
  await books(account);
});

test('a failed job gives its upload back while it is valid', async () => {
  const account = await partnerAccount();
  await add(account, 'pay', 1);
  const job = (await hold(account))!;
  expect(await hold(account)).toBeUndefined();
  await settle(job, failed);
  expect(await hold(account)).toBeDefined();
  await books(account);
});

test('200 holds at once of 100 uploads: exactly 100, and nothing is negative', async () => {
  const account = await partnerAccount();
  await add(account, 'a', 60);
  await add(account, 'b', 40);
  const held = (await Promise.all(Array.from({ length: 200 }, () => hold(account)))).filter((job) => job !== undefined);
  expect(held.length).toBe(100);
  expect(await available(account)).toBe(0);
  await Promise.all(held.map((job, at) => settle(job, at % 2 === 0 ? { state: 'succeeded' } : failed)));
  expect(await available(account)).toBe(50);
  await books(account);
});

test('holds, packages and the expiry of packages at the same moment keep the books', async () => {
  const account = await partnerAccount();
  await add(account, 'old', 20);
  await add(account, 'mid', 20, T0 + 1000);
  const now = T0 + YEAR;
  const work = Array.from({ length: 40 }, (_, at) => async () => {
    if (at % 10 === 3) return void (await add(account, `new-${at}`, 3, now));
    if (at % 10 === 7) return dynamoPrepaid(db.table).expire(account, now);
    const job = await hold(account, at % 2 === 0 ? now - 1 : now);
    if (job) await settle(job, at % 3 === 0 ? failed : { state: 'succeeded' });
  });
  await Promise.all(work.map((act) => act()));
  await dynamoPrepaid(db.table).expire(account, now);
  await books(account);
  expect(await available(account, now)).toBe((await dynamoLedger(db.table).balance(account)).available);
});

test('answers that are lost move no upload twice', async () => {
  const account = await partnerAccount();
  await add(account, 'pay', 10);
  let calls = 0;
  const table = { ...db.table, client: withFaults(db.client(), () => (++calls % 2 === 1 ? 'lose-answer' : undefined)) };
  for (let i = 0; i < 5; i++) expect(await hold(account, T0, table)).toBeDefined();
  await dynamoPrepaid(table).add(account, lot('pay-2', 3));
  await dynamoPrepaid(table).expire(account, T0 + YEAR);
  expect((await books(account)).slice(-2)).toEqual([
    ['topup', 3, 'pay-2'],
    ['expire', -8, expect.any(String)],
  ]);
});
