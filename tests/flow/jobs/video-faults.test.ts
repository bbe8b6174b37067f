import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Client, login } from '#tests/support/client.ts';
import { eventually, useStack } from '#tests/support/stack.ts';
import { AT_ONCE, animate, balance, calls, expire, fault, finished, inQueue, jobOf, withoutBackoff } from './support.ts';

const stack = useStack({ settings: { VIDEO_POLL_SECONDS: '1' }, videoMs: 1500 });

let client: Client;
beforeEach(async ({ task }) => {
  withoutBackoff();
  stack().outside.calls.clear();
  client = await login(stack(), task.id);
});
afterEach(() => {
  stack().outside.faults.clear();
  vi.restoreAllMocks();
});

const back = { points: 100, held: 0, spends: 0 };
const starts = () => calls(stack(), /interactions$/);
const says = (motionPrompt: string) => animate(client, { animationType: 'custom', motionPrompt });
const quiet = () => eventually(async () => (await inQueue(stack(), 'VIDEO')) === 0);

test.each(['[blocked] 挥手', '[unsafe] 挥手', '[declined] 挥手'])(
  '%s: a refusal is 422, early or late, and costs nothing',
  async (words) => {
    const { body } = await says(words);
    const answer = await finished(client, body.requestId!);
    expect([answer.status, answer.body.code]).toEqual([422, 'CONTENT_REFUSED']);
    expect(starts()).toHaveLength(1);
    expect(await balance(stack(), client)).toEqual(back);
  },
);

test('a video that fails at the provider is 502, is not started again, and costs nothing', async () => {
  const { body } = await says('[broken] 挥手');
  const answer = await finished(client, body.requestId!);
  expect([answer.status, answer.body.code]).toEqual([502, 'AI_SERVICE_ERROR']);
  expect((await client.get((body.data as { videoUrl: string }).videoUrl)).status).toBe(404);
  expect(starts()).toHaveLength(1);
  expect(await balance(stack(), client)).toEqual(back);
});

test.each(['500', 'badsign'] as const)(
  'a start whose outcome nobody knows (%s) is never tried again: it might be a second paid video',
  async (mode) => {
    fault(stack(), mode);
    const { body } = await animate(client);
    expect((await finished(client, body.requestId!)).status).toBe(502);
    expect(starts()).toHaveLength(1);
    expect(await balance(stack(), client)).toEqual(back);
  },
);

test('a busy provider is asked again to start', async () => {
  fault(stack(), '429', 2);
  const { body } = await animate(client);
  expect((await finished(client, body.requestId!)).status).toBe(200);
  expect(starts().map(({ status }) => status)).toEqual([429, 429, 200]);
  expect(await balance(stack(), client)).toEqual({ points: 70, held: 0, spends: 1 });
});

test('a provider that stays busy is 429 with Retry-After', async () => {
  fault(stack(), '429', 10);
  const { body } = await animate(client);
  const answer = await finished(client, body.requestId!);
  expect([answer.status, answer.body.code, answer.headers.get('retry-after')]).toEqual([
    429,
    'RATE_LIMITED',
    expect.stringMatching(/^\d+$/),
  ]);
  expect(starts()).toHaveLength(4);
  expect(await balance(stack(), client)).toEqual(back);
});

test('a provider that fails while it is asked for the video does not end it', async () => {
  const { body } = await animate(client);
  await eventually(() => starts()[0]?.status === 200);
  fault(stack(), '500');
  fault(stack(), '429');
  expect((await finished(client, body.requestId!)).status).toBe(200);
  expect(calls(stack(), /interactions\/v1_/).map(({ status }) => status)).toEqual(expect.arrayContaining([500, 429, 200]));
  expect(starts()).toHaveLength(1);
});

/** A video in the making whose operation is known. */
async function started(): Promise<{ id: string; video: string }> {
  const { body } = await animate(client, { modelType: 'fast' }, AT_ONCE);
  await eventually(async () => (await jobOf(stack(), client, body.requestId!)).operation);
  return { id: body.requestId!, video: (body.data as { videoUrl: string }).videoUrl };
}

test('a cancelled video is cancelled at the provider too; its points are back at once and nothing is served', async () => {
  const { id, video } = await started();
  const answer = await client.call('DELETE', `/api/image/jobs/${id}`);
  expect([answer.status, answer.body.points]).toEqual([200, { deducted: 0, remaining: 100 }]);
  expect((await client.get(video)).status).toBe(404);
  await quiet();
  const cancelled = calls(stack(), /\/cancel$/);
  expect(cancelled.map(({ method, status }) => [method, status])).toEqual([['POST', 200]]);
  expect(cancelled[0]!.path).toContain((await jobOf(stack(), client, id)).operation);
  expect(await balance(stack(), client)).toEqual(back);
});

test('a video that passes its deadline is given up in the same way', async () => {
  const { id, video } = await started();
  await expire(stack(), client, id);
  expect((await finished(client, id)).status).toBe(504);
  await quiet();
  expect(calls(stack(), /\/cancel$/)).toHaveLength(1);
  expect((await client.get(video)).status).toBe(404);
  expect(await balance(stack(), client)).toEqual(back);
});
