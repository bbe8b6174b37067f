import { expect, test } from 'vitest';
import { sqsEvent } from '#local/gateway/sqs-event.ts';
import { readState } from '#shared/domain/films/state.ts';
import { ask } from '#tests/support/platform/api.ts';
import { eventually, useStack } from '#tests/support/stack.ts';
import { probe } from '../google/google.ts';
import { books, jobOf, useWriter } from '../writing/support.ts';

const stack = useStack({ settings: { VIDEO_POLL_SECONDS: '1' }, videoMs: 100 });
const ada = useWriter(stack, 200);

interface Film {
  task_id: string;
  status: 'processing' | 'completed' | 'failed';
  progress: number;
  video_url?: string;
  credits_used?: number;
  error_code?: number;
}
const SCRIPT = '清晨,一位老人推开窗。阳光照进小院。孙女跑来,递上一朵花。';
const film = (json: object = {}, headers: Record<string, string> = {}) =>
  ask<Film>(stack(), 'POST', '/api/v1/video/generate', {
    token: ada().token,
    json: { script: SCRIPT, duration: 11, model_id: 3, ...json },
    headers,
  });
const statusOf = async (id: string) => (await ask<Film>(stack(), 'GET', `/api/v1/video/${id}/status`, { token: ada().token })).body;
const ended = (id: string) =>
  eventually(async () => {
    // 100 questions a minute are answered.
    await new Promise((resolve) => setTimeout(resolve, 300));
    const { data } = await statusOf(id);
    return data.status !== 'processing' && data;
  }, 30_000);
const starts = () =>
  stack()
    .outside.calls.list('gemini')
    .filter(({ method, path }) => method === 'POST' && /interactions$/.test(path)).length;

test('a script becomes one MP4 of exactly the asked seconds, a creation, and is paid once', async () => {
  const { status, body } = await film({}, { 'idempotency-key': 'film' });
  expect([status, body.message, body.data]).toEqual([200, '任务已创建', { task_id: expect.stringMatching(/^req_/), status: 'processing' }]);
  expect((await film({}, { 'idempotency-key': 'film' })).body.data.task_id).toBe(body.data.task_id);
  const done = await ended(body.data.task_id);
  expect(done).toMatchObject({ status: 'completed', progress: 100, credits_used: 50 });
  const bytes = new Uint8Array(await (await fetch(done.video_url!)).arrayBuffer());
  expect(await probe(bytes)).toEqual({ stream: 'h264 yuv420p 1280x720', seconds: 11, faststart: true, decodes: true });
  expect(starts()).toBe(2);
  const { body: creation } = await ask(stack(), 'GET', '/api/v1/creations/1', { token: ada().token });
  expect(creation.data).toMatchObject({ type: 'video', content: SCRIPT, file_url: done.video_url });
  expect(await books(stack(), ada())).toEqual({ points: 150, held: 0, sum: 150, entries: 2 });
}, 60_000);

test('messages that come twice start no clip twice and pay no film twice', async () => {
  await stack().pauseWorkers();
  const { task_id: job } = (await film()).body.data;
  const deliver = (look: number) => {
    const message = { MessageId: `${look}`, ReceiptHandle: 'r', Body: JSON.stringify({ account: ada().account, job, look }) };
    return stack().invoke('workers/video', sqsEvent([message], 'arn:aws:sqs:us-east-1:000000000000:video-jobs')) as Promise<object>;
  };
  const refused = async (look: number) => ((await deliver(look)) as { batchItemFailures: object[] }).batchItemFailures.length;
  expect(await refused(0)).toBe(0);
  expect(await refused(0)).toBe(1);
  expect([(await statusOf(job)).data.progress, starts()]).toEqual([5, 1]);
  for (let look = 1; (await statusOf(job)).data.status === 'processing' && look < 60; look++) {
    await deliver(look);
    await deliver(look);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  expect([(await statusOf(job)).data.status, starts()]).toEqual(['completed', 2]);
  expect(readState((await jobOf(stack(), ada(), job)).operation!).clips).toHaveLength(2);
  expect(await books(stack(), ada())).toMatchObject({ points: 150, held: 0, entries: 2 });
  await stack().resumeWorkers();
}, 60_000);

test.each([
  [{ duration: 2 }, 'duration'],
  [{ duration: 61 }, 'duration'],
  [{ duration: 3.5 }, 'duration'],
  [{ script: '' }, 'script'],
  [{ aspect_ratio: '1:1' }, 'aspect_ratio'],
  [{ model_id: 2 }, 'model_id'],
])('%o is refused by name, and costs nothing', async (wrong, field) => {
  const { status, body } = await film(wrong);
  expect([status, body.message]).toEqual([400, expect.stringContaining(field)]);
  expect(await books(stack(), ada())).toMatchObject({ points: 200, held: 0 });
});

test('more than 30 seconds cost their model’s price again', async () => {
  await stack().pauseWorkers();
  await film({ duration: 31 });
  expect(await books(stack(), ada())).toMatchObject({ points: 100, held: 100 });
  await stack().resumeWorkers();
});
