import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, onTestFinished, test } from 'vitest';
import { eventually, useStack } from '#tests/support/stack.ts';
import { consumer } from './fixtures.ts';

const stack = useStack({
  registry: [consumer('workers/stubborn', 'image-jobs', 30)],
  workers: { threads: true, visibilitySeconds: 3, moduleOf: () => new URL('./stubborn.lambda.ts', import.meta.url) },
});

test('a worker that is killed in the middle of its work leaves its message to the next one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const started = join(folder, 'started');
  await new SQSClient({}).send(new SendMessageCommand({ QueueUrl: stack().env.IMAGE_JOBS_QUEUE_URL, MessageBody: started }));
  await eventually(() => existsSync(started));
  expect(await stack().kill('workers/stubborn')).toBe(1);
  const runs = await eventually(() => stack().invocations.length === 2 && stack().invocations);
  expect(runs.map(({ outcome }) => outcome)).toEqual(['failed', 'ok']);
}, 15_000);
