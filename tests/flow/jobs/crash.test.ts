import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Client, login } from '#tests/support/client.ts';
import { eventually, useStack } from '#tests/support/stack.ts';
import { AT_ONCE, alter, balance, calls, expire, fault, finished, inQueue, jobOf, restore } from './support.ts';

const stack = useStack({ workers: { threads: true, visibilitySeconds: 4 } });

let client: Client;
beforeEach(async ({ task }) => {
  stack().outside.calls.clear();
  client = await login(stack(), task.id);
});
afterEach(() => stack().outside.faults.clear());

/** A job whose worker was killed while the model was at it. */
async function killed(): Promise<string> {
  fault(stack(), 'hang');
  const { body } = await restore(client, AT_ONCE);
  await eventually(() => calls(stack()).length === 1);
  expect(await stack().kill('workers/image')).toBe(1);
  return body.requestId!;
}

test('a worker that is killed mid-job leaves the job to the next one: points are spent once, and the extra call is counted', async () => {
  const job = await killed();
  expect(await jobOf(stack(), client, job)).toMatchObject({ state: 'running', attempts: 1 });
  await alter(stack(), client, job, { leaseUntil: 0 });
  expect((await finished(client, job)).status).toBe(200);
  expect(await jobOf(stack(), client, job)).toMatchObject({ state: 'succeeded', attempts: 2 });
  expect(calls(stack())).toHaveLength(2);
  expect(await balance(stack(), client)).toEqual({ points: 90, held: 0, spends: 1 });
  await eventually(async () => (await inQueue(stack(), 'IMAGE')) === 0);
});

test('a job whose worker was killed is refunded at its deadline, once; the message that comes again does nothing', async () => {
  const job = await killed();
  await expire(stack(), client, job);
  const answer = await client.get(`/api/image/jobs/${job}`);
  expect([answer.status, answer.body]).toEqual([
    504,
    { success: false, error: '任务超时', message: '任务超时,未扣除积分', code: 'JOB_EXPIRED', requestId: job },
  ]);
  expect(await balance(stack(), client)).toEqual({ points: 100, held: 0, spends: 0 });
  await eventually(async () => (await inQueue(stack(), 'IMAGE')) === 0);
  expect(await jobOf(stack(), client, job)).toMatchObject({ state: 'failed', attempts: 1 });
  expect(calls(stack())).toHaveLength(1);
  expect(await balance(stack(), client)).toEqual({ points: 100, held: 0, spends: 0 });
});
