import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { toRaw } from '#shared/adapters/dynamo/items.ts';
import { keys } from '#shared/adapters/dynamo/keys.ts';
import { type Client, login } from '#tests/support/client.ts';
import { eventually, useStack } from '#tests/support/stack.ts';
import { AT_ONCE, alter, balance, calls, deliver, expire, finished, inQueue, jobOf, restore, tableOf } from './support.ts';

const stack = useStack({ workers: { visibilitySeconds: 1 } });

let client: Client;
beforeEach(async ({ task }) => {
  stack().outside.calls.clear();
  client = await login(stack(), task.id);
});
afterEach(() => stack().resumeWorkers());

const emptied = () => eventually(async () => (await inQueue(stack(), 'IMAGE')) === 0);

/** A job that no worker has seen yet. */
async function queued(): Promise<string> {
  await stack().pauseWorkers();
  const { status, body } = await restore(client, AT_ONCE);
  expect(status).toBe(202);
  return body.requestId!;
}

test('a message delivered three times at once is one provider call and one spend', async () => {
  const job = await queued();
  const message = { account: client.account, job };
  await Promise.all([deliver(stack(), 'IMAGE', message), deliver(stack(), 'IMAGE', message)]);
  stack().resumeWorkers();
  expect((await finished(client, job)).status).toBe(200);
  await emptied();
  expect(calls(stack())).toHaveLength(1);
  expect(await jobOf(stack(), client, job)).toMatchObject({ state: 'succeeded', attempts: 1 });
  expect(await balance(stack(), client)).toEqual({ points: 90, held: 0, spends: 1 });
});

test('a message that comes again after the end changes nothing', async () => {
  const { body } = await restore(client);
  const before = await jobOf(stack(), client, body.requestId!);
  await deliver(stack(), 'IMAGE', { account: client.account, job: body.requestId });
  await emptied();
  expect(calls(stack())).toHaveLength(1);
  expect(await jobOf(stack(), client, body.requestId!)).toEqual(before);
});

test('a worker that died after it stored the result is not paid for twice: the next one only settles', async () => {
  const job = await queued();
  const { output } = await jobOf(stack(), client, job);
  await new S3Client({ forcePathStyle: true }).send(
    new PutObjectCommand({ Bucket: stack().bucket, Key: `uploads/${output}`, Body: 'a picture', ContentType: 'image/jpeg' }),
  );
  await alter(stack(), client, job, { state: 'running', attempts: 1, leaseUntil: 0 });
  stack().resumeWorkers();
  expect((await finished(client, job)).status).toBe(200);
  expect(calls(stack())).toEqual([]);
  expect(await balance(stack(), client)).toEqual({ points: 90, held: 0, spends: 1 });
});

test('a message of a job that nobody knows is simply gone', async () => {
  const before = await inQueue(stack(), 'IMAGE', '-dlq');
  await deliver(stack(), 'IMAGE', { account: client.account, job: 'req_nothing' });
  await emptied();
  expect(await inQueue(stack(), 'IMAGE', '-dlq')).toBe(before);
});

test('messages that are none end in the dead-letter queue, and the others are not held up', async () => {
  const before = await inQueue(stack(), 'IMAGE', '-dlq');
  const poison = ['{', '{}', '{"account":"user_1","job":7}'];
  await Promise.all(poison.map((message) => deliver(stack(), 'IMAGE', message)));
  expect((await restore(client)).status).toBe(200);
  await eventually(async () => (await inQueue(stack(), 'IMAGE', '-dlq')) === before + 3);
});

test('a job that breaks its worker every time ends in the dead-letter queue, and gets its points back at its deadline', async () => {
  const before = await inQueue(stack(), 'IMAGE', '-dlq');
  const job = await queued();
  const { name, client: dynamo } = tableOf(stack());
  await dynamo.send(new DeleteItemCommand({ TableName: name, Key: toRaw(keys.request(client.account, job)) }));
  stack().resumeWorkers();
  await eventually(async () => (await inQueue(stack(), 'IMAGE', '-dlq')) === before + 1);
  expect(await balance(stack(), client)).toEqual({ points: 90, held: 10, spends: 0 });
  await expire(stack(), client, job);
  expect(await balance(stack(), client)).toEqual({ points: 100, held: 0, spends: 0 });
  expect((await client.get(`/api/image/jobs/${job}`)).status).toBe(504);
});
