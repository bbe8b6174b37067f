import { afterAll, beforeAll, expect, test } from 'vitest';
import { dynamoJobs } from '#shared/adapters/dynamo/jobs.ts';
import { dynamoLedger } from '#shared/adapters/dynamo/ledger.ts';
import { isFault } from '#shared/kernel/fault.ts';
import { withFaults } from '../../support/faults.ts';
import { accountWith, newTestJob, recordOf, startTable, type TestTable } from '../../support/table.ts';
import { trials } from '../../support/trials.ts';

let db: TestTable;
beforeAll(async () => {
  db = await startTable();
});
afterAll(() => db.close());

/** Answers that are lost. */
const LOST = trials(200);
const request = { kind: 'restore_photo', source: 'incoming/x/y' } as const;

async function held(points: number, cost: number) {
  const account = await accountWith(db.table, points);
  const jobs = dynamoJobs(db.table);
  const job = await jobs.create(newTestJob(account, cost), request);
  await dynamoLedger(db.table).hold(account, job.id, cost);
  return { account, job, jobs, ledger: dynamoLedger(db.table) };
}

test('a job that succeeded spends its points exactly once', async () => {
  const { account, job, jobs, ledger } = await held(100, 30);
  expect(await ledger.balance(account)).toEqual({ available: 70, held: 30 });
  for (let i = 0; i < 3; i++) expect((await jobs.settle(job, { state: 'succeeded' }, Date.now())).state).toBe('succeeded');
  expect(await ledger.balance(account)).toEqual({ available: 70, held: 0 });
  const { entries, total } = await ledger.entries(account, { limit: 10 });
  expect(total).toBe(2);
  expect(entries[0]).toMatchObject({ sequence: 2, kind: 'spend', amount: -30, balanceAfter: 70, cause: job.id });
});

test('a failed job returns its points exactly once', async () => {
  const { account, job, jobs, ledger } = await held(100, 30);
  const fault = { code: 'ai.unavailable', message: 'x' } as const;
  for (let i = 0; i < 3; i++) await jobs.settle(job, { state: 'failed', fault }, Date.now());
  expect(await ledger.balance(account)).toEqual({ available: 100, held: 0 });
  expect((await ledger.entries(account, { limit: 10 })).total).toBe(1);
});

test('only the first end of a job counts, whoever is first', async () => {
  for (let round = 0; round < 20; round++) {
    const { account, job, jobs, ledger } = await held(100, 30);
    const ends = await Promise.all([
      jobs.settle(job, { state: 'succeeded' }, 1),
      jobs.settle(job, { state: 'cancelled' }, 2),
      jobs.settle(job, { state: 'failed', fault: { code: 'job.expired', message: 'x' } }, 3),
    ]);
    expect(new Set(ends.map(({ state }) => state)).size).toBe(1);
    const spent = ends[0].state === 'succeeded' ? 30 : 0;
    expect(await ledger.balance(account)).toEqual({ available: 100 - spent, held: 0 });
  }
});

test('50 parallel spends on points for 10 end with exactly 10 successes and 0 points', async () => {
  const account = await accountWith(db.table, 100);
  const jobs = dynamoJobs(db.table);
  const ledger = dynamoLedger(db.table);
  const results = await Promise.all(
    Array.from({ length: 50 }, async () => {
      const job = await jobs.create(newTestJob(account, 10), request);
      try {
        await ledger.hold(account, job.id, 10);
      } catch (error) {
        if (!isFault(error, 'points.insufficient')) throw error;
        return 'refused';
      }
      return (await jobs.settle(job, { state: 'succeeded' }, Date.now())).state;
    }),
  );
  expect(results.filter((result) => result === 'succeeded')).toHaveLength(10);
  expect(results.filter((result) => result === 'refused')).toHaveLength(40);
  expect(await ledger.balance(account)).toEqual({ available: 0, held: 0 });
  const { entries, total } = await ledger.entries(account, { limit: 50 });
  expect(total).toBe(11);
  expect(entries.map(({ sequence }) => sequence)).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  expect(entries.map(({ balanceAfter }) => balanceAfter)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
});

test(`a hold whose answer is lost is held once: ${LOST} of ${LOST}`, async () => {
  const account = await accountWith(db.table, 10_000);
  let lost = 0;
  const losingOnce = () => {
    let first = true;
    return withFaults(db.client(), () => {
      if (!first) return;
      first = false;
      lost++;
      return 'lose-answer';
    });
  };
  // The SDK stops retrying a client that fails again and again, so each hold has a client of its own.
  for (let i = 0; i < LOST; i++) await dynamoLedger({ ...db.table, client: losingOnce() }).hold(account, `req_lost${i}`, 10);
  expect(lost).toBe(LOST);
  expect(await dynamoLedger(db.table).balance(account)).toEqual({ available: 10_000 - 10 * LOST, held: 10 * LOST });
});

test(`a settlement whose answer is lost moves its points once: ${LOST} of ${LOST}`, async () => {
  const account = await accountWith(db.table, 10_000);
  let armed = false;
  let lost = 0;
  const client = withFaults(db.client(), (operation) => {
    if (!armed || operation !== 'TransactWriteItemsCommand') return;
    armed = false;
    lost++;
    return 'lose-answer';
  });
  const jobs = dynamoJobs({ ...db.table, client });
  const ledger = dynamoLedger({ ...db.table, client });
  for (let i = 0; i < LOST; i++) {
    const job = await jobs.create(newTestJob(account, 10), request);
    await ledger.hold(account, job.id, 10);
    armed = true;
    const end = i % 2 ? ({ state: 'succeeded' } as const) : ({ state: 'cancelled' } as const);
    expect((await jobs.settle(job, end, Date.now())).state).toBe(end.state);
  }
  expect(lost).toBe(LOST);
  expect(await dynamoLedger(db.table).balance(account)).toEqual({ available: 10_000 - 5 * LOST, held: 0 });
  expect((await recordOf(db.table, account)).jobsEnded).toBe(LOST);
});

test('points never go negative and a hold of another size is the same hold', async () => {
  const { account, job, ledger } = await held(20, 15);
  await expect(ledger.hold(account, 'req_other', 6)).rejects.toMatchObject({
    code: 'points.insufficient',
    message: '当前积分:5,需要积分:6',
  });
  expect(await ledger.hold(account, job.id, 15)).toEqual({ available: 5, held: 15 });
});

test('a job whose hold was never taken ends without moving points', async () => {
  const account = await accountWith(db.table, 100);
  const jobs = dynamoJobs(db.table);
  const job = await jobs.create(newTestJob(account, 30), request);
  expect((await jobs.settle(job, { state: 'failed', fault: { code: 'job.expired', message: 'x' } }, 1)).state).toBe('failed');
  expect(await dynamoLedger(db.table).balance(account)).toEqual({ available: 100, held: 0 });
});

test('a page of history shows the same entries at any depth', async () => {
  const { account, ledger } = await held(100, 10);
  for (let i = 0; i < 25; i++) {
    const jobs = dynamoJobs(db.table);
    const job = await jobs.create(newTestJob(account, 1), request);
    await ledger.hold(account, job.id, 1);
    await jobs.settle(job, { state: 'succeeded' }, Date.now());
  }
  const page = await ledger.entries(account, { limit: 5, skip: 20 });
  expect(page.total).toBe(26);
  expect(page.entries.map(({ sequence }) => sequence)).toEqual([6, 5, 4, 3, 2]);
  expect((await ledger.entries(account, { limit: 5, skip: 26 })).entries).toEqual([]);
});
