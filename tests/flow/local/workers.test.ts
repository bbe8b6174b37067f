import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { beforeAll, expect, test, vi } from 'vitest';
import { eventually, useStack } from '#tests/support/stack.ts';
import { consumer, loader } from './fixtures.ts';

// A message that comes three times takes two visibility timeouts.
vi.setConfig({ testTimeout: 15_000 });

const deliveries: { body: string; count: number }[] = [];
let together = 0;
let most = 0;

/** Fails what says `fail`, throws at what says `throw`, and takes its time with what says `slow`. */
async function consume(event: unknown) {
  const { Records } = event as SQSEvent;
  expect(Records).toHaveLength(1);
  const { body, messageId, attributes } = Records[0]!;
  deliveries.push({ body, count: Number(attributes.ApproximateReceiveCount) });
  most = Math.max(most, ++together);
  if (body.startsWith('slow')) await new Promise((resolve) => setTimeout(resolve, 150));
  together--;
  if (body.startsWith('throw')) throw new Error('as told');
  return { batchItemFailures: body.startsWith('fail') ? [{ itemIdentifier: messageId }] : [] };
}

const stack = useStack({
  registry: [consumer('workers/image', 'image-jobs'), consumer('workers/sleepy', 'video-jobs')],
  load: loader({ 'workers/image': consume }),
  workers: { visibilitySeconds: 1, concurrency: 2, threads: false },
});

let sqs: SQSClient;
beforeAll(() => {
  sqs = new SQSClient({});
});

const put = (body: string) => sqs.send(new SendMessageCommand({ QueueUrl: stack().env.IMAGE_JOBS_QUEUE_URL, MessageBody: body }));
const countOf = (body: string) => deliveries.filter((delivery) => delivery.body === body).length;

async function inQueue(suffix = ''): Promise<number> {
  const QueueUrl = stack().env.IMAGE_JOBS_QUEUE_URL + suffix;
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
  return Number(Attributes?.ApproximateNumberOfMessages) + Number(Attributes?.ApproximateNumberOfMessagesNotVisible);
}

test('a message that succeeds is delivered once and gone', async () => {
  await put('good');
  await eventually(async () => countOf('good') === 1 && (await inQueue()) === 0);
});

test.each(['fail', 'throw'])(
  'a message whose handler says %s comes again, three times in all, and then waits in the dead-letter queue',
  async (how) => {
    const before = await inQueue('-dlq');
    const body = `${how} always`;
    await put(body);
    await eventually(async () => (await inQueue('-dlq')) === before + 1);
    expect(deliveries.filter((delivery) => delivery.body === body).map(({ count }) => count)).toEqual([1, 2, 3]);
    expect(await inQueue()).toBe(0);
  },
);

test('no more messages than allowed are worked on at the same time', async () => {
  most = 0;
  await Promise.all(Array.from({ length: 6 }, (_, at) => put(`slow ${at}`)));
  await eventually(async () => deliveries.filter(({ body }) => body.startsWith('slow')).length === 6 && (await inQueue()) === 0);
  expect(most).toBe(2);
});

test('paused workers take nothing; resumed, they go on', async () => {
  await stack().pauseWorkers();
  await put('later');
  expect(await inQueue()).toBe(1);
  expect(countOf('later')).toBe(0);
  stack().resumeWorkers();
  await eventually(() => countOf('later') === 1);
});

test('each run is in the record of invocations, with its milliseconds', async () => {
  await put('slow and billed');
  const run = await eventually(() => (countOf('slow and billed') ? stack().invocations.findLast(({ ms }) => ms >= 149) : undefined));
  expect(run).toMatchObject({ id: 'workers/image', kind: 'worker', outcome: 'ok' });
  expect(run.ms).toBeLessThan(1000);
});
