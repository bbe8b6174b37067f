import { beforeEach, expect, test } from 'vitest';
import { sqsEvent } from '#local/gateway/sqs-event.ts';
import { dynamoJobs } from '#shared/adapters/dynamo/jobs.ts';
import { s3Media } from '#shared/adapters/s3/media.ts';
import { textObject } from '#shared/domain/creations/content.ts';
import { outputKey } from '#shared/domain/jobs/output.ts';
import { ask, tableOf } from '#tests/support/platform/api.ts';
import type { PlatformUser } from '#tests/support/platform/users.ts';
import { useStack } from '#tests/support/stack.ts';
import { alter, asked, books, generate, jobOf, order, type Written, writer } from './support.ts';

const stack = useStack();
let ada: PlatformUser;
beforeEach(async () => {
  await stack().pauseWorkers();
  ada = await writer(stack());
  stack().outside.calls.clear();
});

/** A job that a worker took up, stored `text` for, and died. */
async function storedBy(text: string): Promise<string> {
  const { body } = await generate(stack(), ada, order, { headers: { prefer: 'respond-async' } });
  const job = body.data.task_id!;
  await dynamoJobs(tableOf(stack())).claim(ada.account, job, { now: Date.now(), until: Date.now() - 1 });
  await s3Media(stack().env).put(outputKey(await jobOf(stack(), ada, job)), textObject(text));
  return job;
}

async function deliver(job: string): Promise<void> {
  const message = { MessageId: job, ReceiptHandle: 'r', Body: JSON.stringify({ account: ada.account, job }) };
  const result = await stack().invoke('workers/writing', sqsEvent([message], 'arn:aws:sqs:us-east-1:000000000000:writing-jobs'));
  expect(result).toEqual({ batchItemFailures: [] });
}
const kept = async (job: string) => s3Media(stack().env).exists(outputKey(await jobOf(stack(), ada, job)));
const answer = (job: string) => ask<Written>(stack(), 'GET', `/api/v1/jobs/${job}`, { token: ada.token });

test.each([
  ['short', '早起的人。', false],
  ['long', '早起的人。'.repeat(2000), true],
])('a %s text that a dead worker stored is not paid a second time', async (_, text, stays) => {
  const job = await storedBy(text);
  await deliver(job);
  await deliver(job);
  expect(asked(stack())).toEqual({ qwen: 0, gemini: 0 });
  expect((await answer(job)).body.data).toMatchObject({ creation_id: 1, content: text, credits_used: 10 });
  expect(await books(stack(), ada)).toEqual({ points: 90, held: 0, sum: 90, entries: 2 });
  expect(await kept(job)).toBe(stays);
});

test('a length that was missed is told after a crash, too', async () => {
  const job = await storedBy('太短了。');
  await deliver(job);
  expect((await answer(job)).body.data.note).toBe('要求“字数2000字”，成稿 4 字，短于要求');
});

test('a job that passes its deadline gives its points back, and what its dead worker stored is removed', async () => {
  const job = await storedBy('早起的人。');
  await alter(stack(), ada, job, { deadline: Date.now() - 1, dueAt: Date.now() - 1, leaseUntil: 0 });
  await stack().runSchedule('schedules/sweep');
  expect((await answer(job)).body).toMatchObject({ code: 40007, data: null });
  await alter(stack(), ada, job, { dueAt: Date.now() - 1 });
  await stack().runSchedule('schedules/sweep');
  expect(await kept(job)).toBe(false);
  await deliver(job);
  expect(await books(stack(), ada)).toEqual({ points: 100, held: 0, sum: 100, entries: 1 });
  expect(asked(stack())).toEqual({ qwen: 0, gemini: 0 });
});
