import { expect, test } from 'vitest';
import { cancelJob } from '#shared/domain/jobs/cancel.ts';
import { throwIfEnded, waitForJob } from '#shared/domain/jobs/wait.ts';
import { Fault } from '#shared/kernel/fault.ts';
import { ADA, memoryJobs, queuedJob, testClock } from './fakes.ts';

async function waiting() {
  const jobs = memoryJobs();
  await jobs.create(queuedJob(), { kind: 'restore_photo', source: 'x' });
  return { jobs, ...testClock(0) };
}

test('a wait of 0 answers at once, without a look', async () => {
  const parts = await waiting();
  expect(await waitForJob(parts, queuedJob(), 0)).toEqual(queuedJob());
  expect(parts.slept).toEqual([]);
});

test('a job that ends is noticed at the next look', async () => {
  const parts = await waiting();
  const sleep = async (ms: number) => {
    await parts.sleep(ms);
    if (parts.clock() > 1000) await parts.jobs.settle(queuedJob(), { state: 'succeeded' }, parts.clock());
  };
  expect(await waitForJob({ ...parts, sleep }, queuedJob(), 25_000)).toMatchObject({ state: 'succeeded' });
  expect(parts.clock()).toBeLessThan(1600);
});

test('looks grow rarer, to one each 250 ms, and the wait is never longer than asked', async () => {
  const parts = await waiting();
  expect(await waitForJob(parts, queuedJob(), 25_000)).toMatchObject({ state: 'queued' });
  expect(parts.slept[0]).toBe(100);
  expect(Math.max(...parts.slept)).toBe(250);
  expect(parts.clock()).toBeLessThanOrEqual(25_000);
  expect(parts.clock()).toBeGreaterThan(24_000);
});

test('a job that failed is thrown as its fault, with the job’s id', () => {
  const fault = { code: 'ai.busy', message: '忙', retryAfter: 7 } as const;
  expect(() => throwIfEnded(queuedJob({ state: 'failed', fault }))).toThrow(
    new Fault('ai.busy', { message: '忙', retryAfter: 7, requestId: 'req_1' }),
  );
  expect(() => throwIfEnded(queuedJob({ state: 'cancelled' }))).toThrow('任务已取消');
  expect(() => throwIfEnded(queuedJob({ state: 'succeeded' }))).not.toThrow();
});

test('a cancel ends the job, a second one is the first, and a finished job can’t be cancelled', async () => {
  const parts = await waiting();
  expect(await cancelJob(parts, ADA, 'req_1')).toMatchObject({ state: 'cancelled' });
  expect(await cancelJob(parts, ADA, 'req_1')).toMatchObject({ state: 'cancelled' });
  expect(parts.jobs.ends).toHaveLength(1);
  parts.jobs.change('req_1', { state: 'succeeded' });
  await expect(cancelJob(parts, ADA, 'req_1')).rejects.toMatchObject({ code: 'job.finished', details: { requestId: 'req_1' } });
});

test('nobody cancels another account’s job', async () => {
  const parts = await waiting();
  await expect(cancelJob(parts, 'user_eve', 'req_1')).rejects.toMatchObject({ code: 'job.not_found' });
  expect(parts.jobs.ends).toEqual([]);
});
