import { beforeEach, expect, test, vi } from 'vitest';
import { type SweepParts, sweep } from '#shared/domain/due/sweep.ts';
import type { DueItem } from '#shared/domain/due/types.ts';
import { cancelJob } from '#shared/domain/jobs/cancel.ts';
import { expireJob } from '#shared/domain/jobs/expire.ts';
import { ADA, memoryJobs, memoryMedia, picture, queuedJob, testClock } from './fakes.ts';

const dueJob = (id: string): DueItem => ({ kind: 'job', account: ADA, job: id });
const onError = vi.fn();
const endOrder = vi.fn(async (_order: string) => {});
let jobs: ReturnType<typeof memoryJobs>;
let media: ReturnType<typeof memoryMedia>;
let time: ReturnType<typeof testClock>;
let parts: Omit<SweepParts, 'findDue'>;

beforeEach(() => {
  onError.mockReset();
  endOrder.mockReset();
  jobs = memoryJobs();
  media = memoryMedia({ 'uploads/restored_b.jpg': picture('restored') });
  time = testClock(1_000_000);
  parts = { handlers: handlersOf(media), onError, hasTime: () => true, clock: time.clock };
});

const handlersOf = (files: Pick<typeof media, 'remove'>): SweepParts['handlers'] => ({
  job: (item) => expireJob({ jobs, media: files, clock: time.clock }, item),
  order: ({ order }) => endOrder(order),
  publication: async () => {},
  lot: async () => {},
  webhook: async () => {},
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

test('what a worker stored before it died is removed once its job has expired, though no message comes again', async () => {
  const died = queuedJob({ state: 'running', attempts: 3, leaseUntil: 999_000, deadline: 999_999 });
  await jobs.create(died, { kind: 'restore_photo', source: 'x' });
  const findDue = due(dueJob('req_1'));
  await sweep({ ...parts, findDue });
  expect(jobs.due()).toEqual(['req_1']);
  await sweep({ ...parts, findDue });
  expect(media.keys()).toEqual([]);
  expect(jobs.due()).toEqual([]);
  expect(jobs.ends).toHaveLength(1);
});

test('as long as a worker may still store the result of an expired job, the job stays due', async () => {
  const working = queuedJob({ state: 'running', attempts: 1, leaseUntil: 1_060_000, deadline: 999_999 });
  await jobs.create(working, { kind: 'restore_photo', source: 'x' });
  const findDue = due(dueJob('req_1'));
  for (let minute = 0; minute < 2; minute++) await sweep({ ...parts, findDue });
  expect([media.keys(), jobs.due()]).toEqual([['uploads/restored_b.jpg'], ['req_1']]);
  time.move(60_001);
  await sweep({ ...parts, findDue });
  expect([media.keys(), jobs.due()]).toEqual([[], []]);
});

test('what a worker left of a cancelled job is removed at the job’s deadline', async () => {
  await jobs.create(queuedJob({ state: 'running', attempts: 1, leaseUntil: 0, deadline: 999_999 }), { kind: 'restore_photo', source: 'x' });
  await cancelJob({ jobs, clock: time.clock }, ADA, 'req_1');
  expect(jobs.due()).toEqual(['req_1']);
  await sweep({ ...parts, findDue: due(dueJob('req_1')) });
  expect([media.keys(), jobs.due()]).toEqual([[], []]);
});

test('a job that no worker ever had has no result to remove', async () => {
  const remove = vi.fn();
  await jobs.create(queuedJob({ state: 'cancelled', deadline: 999_999 }), { kind: 'restore_photo', source: 'x' });
  await sweep({ ...parts, handlers: handlersOf({ remove }), findDue: due(dueJob('req_1')) });
  expect(remove).not.toHaveBeenCalled();
  expect(jobs.due()).toEqual([]);
});

test('the index is a moment behind: a job that succeeded keeps its result', async () => {
  await jobs.create(queuedJob({ state: 'succeeded', attempts: 1, deadline: 999_999 }), { kind: 'restore_photo', source: 'x' });
  await sweep({ ...parts, findDue: due(dueJob('req_1')) });
  expect(media.keys()).toEqual(['uploads/restored_b.jpg']);
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
  const job = async () => {
    left--;
  };
  expect(await sweep({ ...parts, handlers: { ...parts.handlers, job }, findDue })).toBe(250);
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

test('it stops before the Lambda’s time is over', async () => {
  let looks = 0;
  const items = [dueJob('req_1'), dueJob('req_2'), dueJob('req_3')];
  expect(await sweep({ ...parts, findDue: due(...items), hasTime: () => ++looks <= 2 })).toBe(2);
});
