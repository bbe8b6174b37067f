import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Client, login } from '#tests/support/client.ts';
import { eventually, useStack } from '#tests/support/stack.ts';
import { alter, animate, balance, calls, deliver, fault, finished, inQueue, jobOf } from './support.ts';

const stack = useStack({ settings: { VIDEO_POLL_SECONDS: '1' }, videoMs: 2500, workers: { threads: true, visibilitySeconds: 3 } });

let client: Client;
beforeEach(async ({ task }) => {
  stack().outside.calls.clear();
  client = await login(stack(), task.id);
});
afterEach(() => stack().outside.faults.clear());

const starts = () => calls(stack(), /interactions$/);
const looks = () => calls(stack(), /interactions\/v1_\w+(\?|$)/);
const killed = async () => expect(await stack().kill('workers/video')).toBe(1);

async function succeededOnce(id: string): Promise<void> {
  expect((await finished(client, id)).status).toBe(200);
  await eventually(async () => (await inQueue(stack(), 'VIDEO')) === 0);
  expect(await balance(stack(), client)).toEqual({ points: 70, held: 0, spends: 1 });
}

async function started(): Promise<string> {
  const { body } = await animate(client);
  await eventually(async () => (await jobOf(stack(), client, body.requestId!)).operation);
  return body.requestId!;
}

test('a worker that is killed between the start and its record may have paid twice: `attempts` says so, the customer pays once', async () => {
  fault(stack(), 'slow', 1, 10_000);
  const { body } = await animate(client);
  await eventually(() => starts().length === 1);
  await killed();
  await alter(stack(), client, body.requestId!, { leaseUntil: 0 });
  await succeededOnce(body.requestId!);
  expect(starts()).toHaveLength(2);
  expect(await jobOf(stack(), client, body.requestId!)).toMatchObject({ attempts: 2 });
});

test('a worker that died after the record is followed by one that starts nothing and looks', async () => {
  const id = await started();
  await alter(stack(), client, id, { leaseUntil: 0 });
  await deliver(stack(), 'VIDEO', { account: client.account, job: id });
  await succeededOnce(id);
  expect(starts()).toHaveLength(1);
  const job = await jobOf(stack(), client, id);
  expect(job.attempts).toBe(2);
  expect(looks()).toHaveLength(job.look!);
});

test('however often a look is delivered, one poller is alive: each look is had once', async () => {
  const id = await started();
  const look = { account: client.account, job: id, look: 1 };
  await Promise.all([deliver(stack(), 'VIDEO', look), deliver(stack(), 'VIDEO', look), deliver(stack(), 'VIDEO', look)]);
  await succeededOnce(id);
  expect(starts()).toHaveLength(1);
  expect(looks()).toHaveLength((await jobOf(stack(), client, id)).look!);
  expect(await inQueue(stack(), 'VIDEO', '-dlq')).toBe(0);
});

test('a worker that is killed while it looks leaves the look to the next one', async () => {
  const id = await started();
  fault(stack(), 'hang');
  await eventually(() => looks().length === 1);
  await killed();
  await alter(stack(), client, id, { leaseUntil: 0 });
  await succeededOnce(id);
  expect(starts()).toHaveLength(1);
  expect(await jobOf(stack(), client, id)).toMatchObject({ attempts: 1 });
});
