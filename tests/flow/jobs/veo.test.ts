import { beforeEach, expect, test } from 'vitest';
import { probe } from '#tests/flow/google/google.ts';
import { type Client, login } from '#tests/support/client.ts';
import { eventually, useStack } from '#tests/support/stack.ts';
import { animate, balance, calls, fault, finished, inQueue, jobOf } from './support.ts';

const stack = useStack({ veo: true, settings: { VIDEO_POLL_SECONDS: '1' }, videoMs: 300 });

let client: Client;
beforeEach(async ({ task }) => {
  stack().outside.calls.clear();
  client = await login(stack(), task.id);
});

const starts = () => calls(stack(), /:predictLongRunning$/);

test.each([
  ['preview', 'veo-3.1-generate-001', '720p'],
  ['fast', 'veo-3.1-fast-generate-001', '720p'],
  ['stable', 'veo-3.1-generate-001', '1080p'],
])('modelType %s is %s in %s', async (modelType, model, resolution) => {
  fault(stack(), '500');
  const { body } = await animate(client, { modelType });
  expect((await finished(client, body.requestId!)).status).toBe(502);
  const [call] = starts();
  expect(call!.path).toContain(`/models/${model}:`);
  expect(call!.body).toMatchObject({ parameters: { resolution, aspectRatio: '16:9' } });
});

test('a negative prompt has its own field, and the film has the asked form', async () => {
  const { body } = await animate(client, { aspectRatio: '9:16', negativePrompt: '雨伞', animationType: 'scene', sceneType: 'urban' });
  const done = await finished(client, body.requestId!);
  expect(done.status).toBe(200);
  const [call] = starts();
  const { instances, parameters } = call!.body as { instances: [{ prompt: string }]; parameters: object };
  expect(parameters).toMatchObject({ negativePrompt: '雨伞', aspectRatio: '9:16', durationSeconds: 8 });
  expect(instances[0].prompt).toContain('The city moves');
  expect(instances[0].prompt).not.toContain('雨伞');
  const { videoUrl, resolution } = done.body.data as Record<string, string>;
  const film = new Uint8Array(await (await fetch(stack().url + videoUrl)).arrayBuffer());
  expect(await probe(film)).toEqual({ stream: 'h264 yuv420p 720x1280', seconds: 8, faststart: true, decodes: true });
  expect(resolution).toBe('720x1280');
  expect(starts()).toHaveLength(1);
  expect(await balance(stack(), client)).toEqual({ points: 70, held: 0, spends: 1 });
});

test.each([
  ['[declined]', 422, 'CONTENT_REFUSED'],
  ['[blocked]', 422, 'CONTENT_REFUSED'],
  ['[broken]', 502, 'AI_SERVICE_ERROR'],
])('%s ends in %i and costs nothing', async (word, status, code) => {
  const { body } = await animate(client, { animationType: 'custom', motionPrompt: `${word} 挥手` });
  const answer = await finished(client, body.requestId!);
  expect([answer.status, answer.body.code]).toEqual([status, code]);
  expect(await balance(stack(), client)).toEqual({ points: 100, held: 0, spends: 0 });
});

test('a cancelled video gives its points back; Vertex AI has no way to stop it, so what it makes is thrown away', async () => {
  const { body } = await animate(client);
  await eventually(async () => (await jobOf(stack(), client, body.requestId!)).operation);
  expect((await client.call('DELETE', `/api/image/jobs/${body.requestId}`)).status).toBe(200);
  await eventually(async () => (await inQueue(stack(), 'VIDEO')) === 0);
  expect((await client.get((body.data as { videoUrl: string }).videoUrl)).status).toBe(404);
  expect(await balance(stack(), client)).toEqual({ points: 100, held: 0, spends: 0 });
});
