import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dynamoJobs } from '#shared/adapters/dynamo/jobs.ts';
import { dynamoLedger } from '#shared/adapters/dynamo/ledger.ts';
import { dynamoOrders } from '#shared/adapters/dynamo/orders.ts';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import type { Job, Outcome } from '#shared/domain/jobs/types.ts';
import { paid } from '#shared/domain/payments/steps.ts';
import type { Order } from '#shared/domain/payments/types.ts';
import { isFault } from '#shared/kernel/fault.ts';
import { newOperation, stampedId } from '#shared/kernel/ids.ts';
import { type WireFault, withFaults } from '../../support/faults.ts';
import { accountWith, newTestJob, recordOf, startTable, type TestTable } from '../../support/table.ts';
import { trials } from '../../support/trials.ts';

/** Faults mean waiting, so several run side by side: in full 5 × 8 × 50 = 2,000 operations. */
const LANES = [1, 2, 3, 4, 5];
const RUNS = trials(8);
const OPERATIONS = 50;

let db: TestTable;
beforeAll(async () => {
  db = await startTable();
});
afterAll(() => db.close());

type Step =
  | { do: 'submit'; cost: number }
  | { do: 'end'; which: number; outcome: 'succeeded' | 'failed' | 'cancelled' }
  | { do: 'order'; points: number }
  | { do: 'pay'; which: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('submit' as const), cost: fc.integer({ min: 1, max: 60 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('end' as const),
      which: fc.nat(20),
      outcome: fc.constantFrom('succeeded' as const, 'failed' as const, 'cancelled' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('order' as const), points: fc.integer({ min: 1, max: 200 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pay' as const), which: fc.nat(5) }) },
);

const faults: fc.Arbitrary<(WireFault | undefined)[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom<WireFault>('fail', 'lose-answer', 'throttle', 'conflict') },
  ),
  { minLength: 50, maxLength: 50 },
);

/** A model of one account that is told only what the real one answered. */
class World {
  readonly jobs: Job[] = [];
  readonly orders: Order[] = [];
  readonly table: Table;
  readonly account: string;

  constructor(table: Table, account: string) {
    this.table = table;
    this.account = account;
  }

  async take(step: Step): Promise<void> {
    const jobs = dynamoJobs(this.table);
    const orders = dynamoOrders(this.table);
    if (step.do === 'submit') {
      const job = await jobs.create(newTestJob(this.account, step.cost), { kind: 'restore_photo', source: 'x' });
      this.jobs.push(job);
      await dynamoLedger(this.table).hold(this.account, job.id, job.cost);
    } else if (step.do === 'end') {
      const job = this.jobs[step.which % Math.max(1, this.jobs.length)];
      if (job) await jobs.settle(job, outcomeOf(step.outcome), Date.now());
    } else if (step.do === 'order') {
      this.orders.push(await orders.create(newOrder(this.account, step.points)));
    } else {
      const order = this.orders[step.which % Math.max(1, this.orders.length)];
      if (order) await orders.move(order, (buyer) => paid(order, buyer, { transactionId: `t${order.id}`, at: Date.now() }), Date.now());
    }
  }
}

const outcomeOf = (state: Outcome['state']): Outcome =>
  state === 'failed' ? { state, fault: { code: 'ai.unavailable', message: 'x' } } : { state };

function newOrder(account: string, points: number): Order {
  const operation = newOperation(Date.now());
  const id = stampedId('order', operation);
  const times = { createdAt: operation.at, closesAt: operation.at + 60_000 };
  const money = { price: points * 10, amount: points * 10, points };
  return { id, account, kind: 'recharge', channel: 'wechat-mini', openid: 'o', ...money, description: 'x', state: 'pending', ...times };
}

const title = `no point is lost or made in ${RUNS * OPERATIONS} random operations under injected faults, lane %i`;

test.concurrent.each(LANES)(
  title,
  async () => {
    let injected = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: OPERATIONS, maxLength: OPERATIONS }), faults, async (steps, plan) => {
        const account = await accountWith(db.table, 100);
        let call = 0;
        const client = withFaults(db.client(), () => {
          const fault = plan[call++ % plan.length];
          if (fault) injected++;
          return fault;
        });
        const world = new World({ ...db.table, client }, account);
        for (const each of steps) {
          // A request that fails is one the client never hears of: what it left behind must still add up.
          await world.take(each).catch((error: unknown) => {
            if (!isFault(error) && !(error instanceof Error)) throw error;
          });
          await expectSound(account);
        }
        await expectSettled(world);
        client.destroy();
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    expect(injected).toBeGreaterThan(5 * RUNS);
  },
  180_000,
);

/** available + held = Σ entries, nothing negative, holds add up, entries are numbered without a gap and once for each cause. */
async function expectSound(account: string): Promise<void> {
  const record = await recordOf(db.table, account);
  const { entries } = await dynamoLedger(db.table).entries(account, { limit: 500 });
  const sum = entries.reduce((total, { amount }) => total + amount, 0);
  expect(record.points + record.held).toBe(sum);
  expect(record.points).toBeGreaterThanOrEqual(0);
  expect(Object.values(record.holds).reduce((total, hold) => total + hold, 0)).toBe(record.held);
  expect(entries.map(({ sequence }) => sequence)).toEqual(entries.map((_, index) => entries.length - index));
  expect(new Set(entries.map(({ cause }) => cause)).size).toBe(entries.length);
  expect(entries[0]!.balanceAfter).toBe(sum);
}

/** Every spend has a succeeded job, every top-up a paid order; what is still held belongs to a job that has not ended. */
async function expectSettled({ account, jobs, orders }: World): Promise<void> {
  const record = await recordOf(db.table, account);
  const { entries } = await dynamoLedger(db.table).entries(account, { limit: 500 });
  const causes = new Set(entries.map(({ cause }) => cause));
  for (const { id } of jobs) {
    const job = await dynamoJobs(db.table).find(account, id);
    expect(causes.has(id)).toBe(job?.state === 'succeeded');
    if (job && job.state !== 'queued') expect(record.holds[id]).toBeUndefined();
  }
  for (const { id } of orders) expect(causes.has(id)).toBe((await dynamoOrders(db.table).find(id))?.state === 'paid');
}
