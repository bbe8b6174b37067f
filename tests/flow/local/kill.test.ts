import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { eventually, useStack } from '#tests/support/stack.ts';
import { consumer } from './fixtures.ts';

const stack = useStack({
  registry: [consumer('workers/stubborn', 'image-jobs', 30)],
  workers: { threads: true, visibilitySeconds: 2, moduleOf: () => new URL('./stubborn.lambda.ts', import.meta.url) },
});

test('a worker that is killed in the middle of its work leaves its message to the next one', async () => {
  await new SQSClient({}).send(new SendMessageCommand({ QueueUrl: stack().env.IMAGE_JOBS_QUEUE_URL, MessageBody: 'job' }));
  await eventually(async () => (await stack().kill('workers/stubborn')) === 1);
  const runs = await eventually(() => stack().invocations.length === 2 && stack().invocations);
  expect(runs.map(({ outcome }) => outcome)).toEqual(['failed', 'ok']);
});
