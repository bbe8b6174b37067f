import { createHash } from 'node:crypto';
import { CreateQueueCommand, DeleteQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dynamoIdempotency } from '#shared/adapters/dynamo/idempotency.ts';
import { updateItem } from '#shared/adapters/dynamo/items.ts';
import { keys } from '#shared/adapters/dynamo/keys.ts';
import { newOperation } from '#shared/kernel/ids.ts';
import { type ApiAnswer, type Client, login } from '#tests/support/client.ts';
import { damagedPhoto } from '#tests/support/pictures.ts';
import { eventually, useStack } from '#tests/support/stack.ts';
import { AT_ONCE, balance, calls, custom, fault, finished, photo, restore, tableOf } from './support.ts';

const stack = useStack();

let client: Client;
beforeEach(async ({ task }) => {
  stack().outside.calls.clear();
  client = await login(stack(), task.id);
});
afterEach(() => {
  stack().outside.faults.clear();
  stack().resumeWorkers();
});

const KEY = 'click-1';
const keyed = { 'idempotency-key': KEY };
const isReplay = ({ headers }: ApiAnswer) => headers.get('idempotent-replayed') === 'true';

/** A Lambda that died before it could answer: the claim stays, its time runs out. */
async function forgetAnswer(): Promise<void> {
  const hash = createHash('sha256').update(KEY).digest('base64url');
  const change = { update: 'SET runningUntil = :past REMOVE answer', values: { ':past': 0 } };
  await updateItem(tableOf(stack()), keys.idempotency(client.account, hash), change);
}

test('the same key and request get the same answer, marked as replayed, for one charge', async () => {
  const first = await restore(client, keyed);
  const second = await restore(client, keyed);
  expect([first.status, isReplay(first), second.status, isReplay(second)]).toEqual([200, false, 200, true]);
  expect(second.text).toBe(first.text);
  expect(second.headers.get('content-type')).toBe(first.headers.get('content-type'));
  expect(second.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'));
  expect(calls(stack())).toHaveLength(1);
  expect(await balance(stack(), client)).toEqual({ points: 90, held: 0, spends: 1 });
});

test('the same key for another picture, prompt or endpoint is 422 and costs nothing', async () => {
  await custom(client, '蓝天', keyed);
  const other = { bytes: await damagedPhoto(60, 48) };
  const answers = await Promise.all([
    custom(client, '海滩', keyed),
    client.post('/api/image/custom', { form: { image: other, prompt: '蓝天' }, headers: keyed }),
    restore(client, keyed),
    client.post('/api/wechat/payment/create', { json: { amount: 1 }, headers: keyed }),
  ]);
  for (const { status, body } of answers)
    expect([status, body.code, body.field]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED', 'Idempotency-Key']);
  expect(await balance(stack(), client)).toEqual({ points: 85, held: 0, spends: 1 });
});

test('while the first request runs, a second one is 409 and told when to come back', async () => {
  fault(stack(), 'slow', 1, 1500);
  const first = restore(client, keyed);
  await eventually(() => calls(stack()).length === 1);
  const second = await restore(client, keyed);
  expect([second.status, second.body.code, second.headers.get('retry-after')]).toEqual([409, 'REQUEST_IN_PROGRESS', '2']);
  expect((await restore(client, keyed)).status).toBe(409);
  const answer = await first;
  expect((await restore(client, keyed)).text).toBe(answer.text);
  expect(await balance(stack(), client)).toEqual({ points: 90, held: 0, spends: 1 });
});

test('twenty clicks at once with one key are one job', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => restore(client, keyed)));
  const done = answers.filter(({ status }) => status === 200);
  expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
  expect(done.filter((answer) => !isReplay(answer))).toHaveLength(1);
  expect(new Set(done.map(({ text }) => text)).size).toBe(1);
  expect(calls(stack())).toHaveLength(1);
  expect(await balance(stack(), client)).toEqual({ points: 90, held: 0, spends: 1 });
});

test('a key is its account’s own', async () => {
  const other = await login(stack(), 'another');
  const [mine, theirs] = [await restore(client, keyed), await restore(other, keyed)];
  expect([isReplay(theirs), theirs.body.requestId === mine.body.requestId]).toEqual([false, false]);
  expect((await other.standing()).points).toBe(90);
});

test('a failure that is the result of work is replayed; a refusal for want of points is not', async () => {
  const refused = await custom(client, '[unsafe]', keyed);
  const again = await custom(client, '[unsafe]', keyed);
  expect([again.status, isReplay(again), again.text]).toEqual([422, true, refused.text]);
  expect(calls(stack())).toHaveLength(1);

  const spent = await Promise.all(
    Array.from({ length: 5 }, () => client.post('/api/image/outfit-change', { form: { image: photo, style: '西装' } })),
  );
  expect(spent.map(({ status }) => status)).toEqual(Array(5).fill(200));
  const poor = { 'idempotency-key': 'poor' };
  expect([(await restore(client, poor)).status, isReplay(await restore(client, poor))]).toEqual([402, false]);
  await updateItem(tableOf(stack()), keys.account(client.account), { update: 'SET points = :ten', values: { ':ten': 10 } });
  expect((await restore(client, poor)).status).toBe(200);
});

test('after a Lambda that died at the end, the retry finds the finished job and answers it', async () => {
  const first = await restore(client, keyed);
  await forgetAnswer();
  const second = await restore(client, keyed);
  expect([second.status, isReplay(second)]).toEqual([200, false]);
  expect(second.body).toEqual(first.body);
  expect(calls(stack())).toHaveLength(1);
  expect(await balance(stack(), client)).toEqual({ points: 90, held: 0, spends: 1 });
});

test('after a Lambda that died in the middle, the retry goes on with the same job and its one hold', async () => {
  await stack().pauseWorkers();
  const first = await restore(client, { ...keyed, ...AT_ONCE });
  await forgetAnswer();
  const second = await restore(client, { ...keyed, ...AT_ONCE });
  expect([second.status, second.body.requestId]).toEqual([202, first.body.requestId]);
  expect(await balance(stack(), client)).toEqual({ points: 90, held: 10, spends: 0 });
  stack().resumeWorkers();
  expect((await finished(client, first.body.requestId!)).status).toBe(200);
  expect(calls(stack())).toHaveLength(1);
  expect(await balance(stack(), client)).toEqual({ points: 90, held: 0, spends: 1 });
});

test('when the queue takes nothing the points are back at once, and the same key works when it is there again', async () => {
  const sqs = new SQSClient({});
  const QueueUrl = stack().env.IMAGE_JOBS_QUEUE_URL!;
  await stack().pauseWorkers();
  await sqs.send(new DeleteQueueCommand({ QueueUrl }));
  const failed = await restore(client, keyed);
  expect([failed.status, failed.body.code, failed.body.message]).toEqual([500, 'INTERNAL_ERROR', '任务提交失败,未扣除积分']);
  expect(await balance(stack(), client)).toEqual({ points: 100, held: 0, spends: 0 });
  await sqs.send(new CreateQueueCommand({ QueueName: QueueUrl.split('/').at(-1), Attributes: { VisibilityTimeout: '120' } }));
  stack().resumeWorkers();
  expect((await restore(client, keyed)).status).toBe(200);
  expect(await balance(stack(), client)).toEqual({ points: 90, held: 0, spends: 1 });
});

test('a key is kept for 24 hours', async () => {
  const store = dynamoIdempotency(tableOf(stack()));
  const now = Date.now();
  const claim = (at: number) => store.claim({ account: client.account, key: KEY, fingerprint: 'f', operation: newOperation(at) }, at);
  const first = await claim(now);
  await store.complete(
    { account: client.account, key: KEY, fingerprint: 'f', operation: newOperation(now) },
    { statusCode: 200, headers: {}, body: '' },
  );
  const DAY = 24 * 3_600_000;
  expect((await claim(now + DAY - 1)).state).toBe('done');
  const second = await claim(now + DAY);
  expect(second.state).toBe('claimed');
  expect(second).not.toEqual(first);
});
