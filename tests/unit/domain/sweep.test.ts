import { beforeEach, expect, test, vi } from 'vitest';
import type { DueItem } from '#shared/domain/jobs/ports.ts';
import { type SweepParts, sweep } from '#shared/domain/jobs/sweep.ts';
import { Fault } from '#shared/kernel/fault.ts';
import { ADA, memoryJobs, queuedJob, testClock } from './fakes.ts';

const dueJob = (id: string): DueItem => ({ kind: 'job', account: ADA, job: id });
const onError = vi.fn();
const endOrder = vi.fn(async (_order: string) => {});
let jobs: ReturnType<typeof memoryJobs>;
let parts: Omit<SweepParts, 'findDue'>;

beforeEach(() => {
  onError.mockReset();
  endOrder.mockReset();
  jobs = memoryJobs();
  parts = { jobs, endOrder, onError, hasTime: () => true, ...testClock(1_000_000) };
});

const due =
  (...items: DueItem[]): SweepParts['findDue'] =>
  async () =>
    items;

test('a job past its deadline fails as expired', async () => {
  await jobs.create(queuedJob({ state: 'running', deadline: 999_999 }), { kind: 'restore_photo', source: 'x' });
  expect(await sweep({ ...parts, findDue: due(dueJob('req_1')) })).toBe(1);
  expect(jobs.ends).toMatchObject([{ state: 'failed', fault: { code: 'job.expired', message: expect.stringContaining('未扣除积分') } }]);
});

test('a job whose deadline is yet to come stays, though the index named it', async () => {
  await jobs.create(queuedJob({ deadline: 1_000_001 }), { kind: 'restore_photo', source: 'x' });
  await sweep({ ...parts, findDue: due(dueJob('req_1'), dueJob('req_gone')) });
  expect(jobs.ends).toEqual([]);
});

test('an order nobody paid is ended', async () => {
  await sweep({ ...parts, findDue: due({ kind: 'order', order: 'order_1' }) });
  expect(endOrder).toHaveBeenCalledWith('order_1');
});

test('one item that can’t be settled is reported and keeps no other from it', async () => {
  await jobs.create(queuedJob(), { kind: 'restore_photo', source: 'x' });
  endOrder.mockRejectedValue(new Error('WeChat is away'));
  expect(await sweep({ ...parts, findDue: due({ kind: 'order', order: 'order_1' }, dueJob('req_1')) })).toBe(1);
  expect(onError).toHaveBeenCalledWith({ kind: 'order', order: 'order_1' }, expect.any(Error));
});

test('a full batch is followed by the next, until nothing is due', async () => {
  let left = 250;
  const findDue: SweepParts['findDue'] = async (_now, limit) =>
    Array.from({ length: Math.min(limit, left) }, (_, at) => dueJob(`req_${left - at}`));
  const find = async () => {
    left--;
    return undefined;
  };
  expect(await sweep({ ...parts, jobs: { ...jobs, find }, findDue })).toBe(250);
});

test('a full batch that can’t be settled at all ends the run instead of repeating it', async () => {
  endOrder.mockRejectedValue(new Error('WeChat is away'));
  const batch = Array.from({ length: 100 }, (_, i): DueItem => ({ kind: 'order', order: `order_${i}` }));
  expect(await sweep({ ...parts, findDue: due(...batch) })).toBe(0);
  expect(onError).toHaveBeenCalledTimes(100);
});

/** Orders that are due before the job, as the index answers them. */
function jobBehindOrders(count: number) {
  const orders = Array.from({ length: count }, (_, at): DueItem => ({ kind: 'order', order: `order_${at}` }));
  const findDue: SweepParts['findDue'] = async (_now, limit) => [...orders, dueJob('req_1')].slice(0, limit);
  return jobs.create(queuedJob(), { kind: 'restore_photo', source: 'x' }).then(() => findDue);
}

test('orders that can’t be ended keep no job from its refund, however many they are', async () => {
  const findDue = await jobBehindOrders(130);
  endOrder.mockRejectedValue(new Error('not this one'));
  expect(await sweep({ ...parts, findDue })).toBe(1);
  expect(onError).toHaveBeenCalledTimes(130);
  expect(jobs.ends).toHaveLength(1);
});

test('a payment provider that is away is asked once in a run: its time-outs would eat the time of all others', async () => {
  const findDue = await jobBehindOrders(130);
  endOrder.mockRejectedValue(new Fault('payment.unavailable'));
  expect(await sweep({ ...parts, findDue })).toBe(1);
  expect(endOrder).toHaveBeenCalledTimes(1);
});

test('it stops before the Lambda’s time is over', async () => {
  let looks = 0;
  const items = [dueJob('req_1'), dueJob('req_2'), dueJob('req_3')];
  expect(await sweep({ ...parts, findDue: due(...items), hasTime: () => ++looks <= 2 })).toBe(2);
});
