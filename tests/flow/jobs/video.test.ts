import { beforeEach, describe, expect, test } from 'vitest';
import { probe } from '#tests/flow/google/google.ts';
import { type Client, login } from '#tests/support/client.ts';
import { useStack } from '#tests/support/stack.ts';
import { animate, balance, calls, fault, finished } from './support.ts';

const stack = useStack({ settings: { VIDEO_POLL_SECONDS: '1' }, videoMs: 300 });

let client: Client;
beforeEach(async ({ task }) => {
  stack().outside.calls.clear();
  client = await login(stack(), task.id);
});

interface Interaction {
  model: string;
  input: [{ type: 'image' }, { type: 'text'; text: string }];
  response_format: { aspect_ratio: string; resolution: string; duration: string };
}

/** What the model is asked for these fields. It fails at once, which spares the making of the video. */
async function asked(fields: Record<string, string>) {
  fault(stack(), '500');
  const { body } = await animate(client, fields);
  await finished(client, body.requestId!);
  const [call] = calls(stack(), /interactions$/);
  const { model, input, response_format: format } = call!.body as Interaction;
  return { model, prompt: input[1].text, ...format };
}

describe('every parameter reaches the model', () => {
  test('left out, they have their documented defaults', async () => {
    const order = await asked({ modelType: '' });
    expect(order).toMatchObject({ model: 'gemini-omni-1.1-flash', aspect_ratio: '16:9', resolution: '720p', duration: '8s' });
    expect(order.prompt).toContain('Bring the whole picture to life');
    expect(order.prompt).not.toContain('must not show');
  });

  test.each([
    ['preview', '720p'],
    ['fast', '360p'],
    ['stable', '1080p'],
  ])('modelType %s is %s', async (modelType, resolution) => {
    expect(await asked({ modelType })).toMatchObject({ resolution });
  });

  test.each(['16:9', '9:16'])('aspectRatio %s', async (aspectRatio) => {
    expect(await asked({ aspectRatio })).toMatchObject({ aspect_ratio: aspectRatio });
  });

  test.each([
    ['natural', /natural breathing/],
    ['smile', /genuine smile/],
    ['blink', /blinks naturally/],
    ['nod', /nods gently/],
    ['speak', /speaks a few calm/],
  ])('expressionType %s of a portrait', async (expressionType, words) => {
    expect((await asked({ animationType: 'portrait', expressionType })).prompt).toMatch(words);
  });

  test.each([
    ['gentle', /Gentle motion/],
    ['dynamic', /Dynamic motion/],
    ['nature', /Nature moves/],
    ['urban', /The city moves/],
    ['vintage', /Vintage film/],
  ])('sceneType %s of a scene', async (sceneType, words) => {
    expect((await asked({ animationType: 'scene', sceneType })).prompt).toMatch(words);
  });

  test('motionPrompt and negativePrompt, in the words of the customer', async () => {
    const { prompt } = await asked({ animationType: 'custom', motionPrompt: '她慢慢转身,挥手', negativePrompt: '雨伞' });
    expect(prompt).toContain('她慢慢转身,挥手');
    expect(prompt).toContain('The video must not show: 雨伞');
  });
});

test('a photo becomes a playable H.264 film of the asked form; its address is final from the start', async () => {
  const early = await animate(client, { animationType: 'portrait', expressionType: 'smile', aspectRatio: '9:16' });
  const { videoUrl } = early.body.data as { videoUrl: string };
  expect([early.status, early.headers.get('retry-after')]).toEqual([202, '5']);
  expect(early.body.data).toEqual({
    originalImage: expect.stringMatching(/^upload_\w+\.jpg$/),
    animatedVideo: expect.stringMatching(/^animated_\w+_photo\.mp4$/),
    videoUrl: expect.stringMatching(/^\/uploads\/animated_/),
    animationType: 'portrait',
    duration: '8s',
    resolution: '360x640',
    mimeType: 'video/mp4',
  });
  const waiting = await client.get(videoUrl);
  expect([waiting.status, waiting.headers.get('retry-after'), waiting.body]).toEqual([
    202,
    '5',
    { success: true, message: '视频生成中,请稍后重试', status: 'processing' },
  ]);

  const done = await finished(client, early.body.requestId!);
  expect([done.status, done.body.message, done.body.points]).toEqual([200, '照片动画生成完成', { deducted: 30, remaining: 70 }]);
  expect(done.body.data).toEqual(early.body.data);
  expect(calls(stack(), /interactions$/)).toHaveLength(1);
  expect(await balance(stack(), client)).toEqual({ points: 70, held: 0, spends: 1 });

  const moved = await client.get(videoUrl);
  expect(moved.status).toBe(302);
  const part = await fetch(moved.headers.get('location')!, { headers: { range: 'bytes=0-99' } });
  expect([part.status, part.headers.get('content-type')]).toEqual([206, 'video/mp4']);
  expect((await part.arrayBuffer()).byteLength).toBe(100);
  const film = new Uint8Array(await (await fetch(stack().url + videoUrl)).arrayBuffer());
  expect(await probe(film)).toEqual({ stream: 'h264 yuv420p 360x640', seconds: 8, faststart: true, decodes: true });
});

test('a client that is ready to wait gets the documented 200 of a short video', async () => {
  const answer = await animate(client, {}, { prefer: 'wait=20' });
  expect([answer.status, answer.body.message]).toEqual([200, '照片动画生成完成']);
  expect(answer.body.data).toMatchObject({ duration: '8s', resolution: '640x360' });
});
