import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Picture } from '#shared/domain/models/ports.ts';
import { cleanPhoto } from '#tests/support/pictures.ts';
import { finished, nobody, probe, startGoogle } from './google.ts';

let google: Awaited<ReturnType<typeof startGoogle>>;
let picture: Picture;
beforeAll(async () => {
  google = await startGoogle();
  picture = { type: 'image/jpeg', bytes: await cleanPhoto() };
});
afterEach(() => {
  google.faults.clear();
  google.calls.clear();
});
afterAll(() => google.close());

const order = (prompt: string) => ({ prompt, picture, aspectRatio: '9:16', tier: 'fast' }) as const;

test('a photo becomes a playable H.264 MP4 of the asked form, resolution and length', async () => {
  const videos = google.omni();
  const operation = await videos.start({ ...order('She smiles.'), negativePrompt: 'text' });
  expect(await videos.look(operation)).toEqual({ state: 'running' });
  const progress = await finished(videos, operation);
  if (progress.state !== 'done') throw new Error(`ended ${progress.state}`);
  const video = await videos.download(progress.location);
  expect(video.type).toBe('video/mp4');
  expect(await probe(video.bytes)).toEqual({ stream: 'h264 yuv420p 360x640', seconds: 8, faststart: true, decodes: true });
});

test('aspect ratio, tier and negative prompt reach the model', async () => {
  await google.omni().start({ prompt: 'She waves.', negativePrompt: 'hats', picture, aspectRatio: '16:9', tier: 'stable' });
  const [call] = google.calls.list('gemini');
  expect(call?.body).toMatchObject({
    model: 'gemini-omni-1.1-flash',
    background: true,
    response_format: { type: 'video', delivery: 'uri', aspect_ratio: '16:9', resolution: '1080p', duration: '8s' },
    input: [
      { type: 'image', mime_type: 'image/jpeg' },
      { type: 'text', text: 'She waves.\n\nThe video must not show: hats' },
    ],
  });
});

test('a refusal is refused, whether at once or at the end', async () => {
  const videos = google.omni();
  await expect(videos.start(order('[blocked]'))).rejects.toMatchObject({ code: 'ai.refused' });
  expect(await finished(videos, await videos.start(order('[declined]')))).toMatchObject({
    state: 'refused',
    reason: expect.stringContaining("can't help"),
  });
  google.faults.add({ service: 'gemini', mode: 'refuse', times: 1 });
  expect(await finished(videos, await videos.start(order('Wave.')))).toMatchObject({ state: 'refused' });
});

test('a video that fails has failed, and one that nobody knows too', async () => {
  const videos = google.omni();
  expect(await finished(videos, await videos.start(order('[broken]')))).toMatchObject({ state: 'failed' });
  expect(await videos.look('v1_nothing')).toMatchObject({ state: 'failed', reason: expect.stringContaining('Invalid interaction name') });
});

test('a cancelled video stops', async () => {
  const videos = google.omni();
  const operation = await videos.start(order('Wave.'));
  await videos.cancel(operation);
  expect(await videos.look(operation)).toMatchObject({ state: 'failed', reason: 'interaction cancelled' });
});

test('start is one call, whatever happens: a second one could be a second paid video', async () => {
  const videos = google.omni();
  for (const [mode, code, sent] of [
    ['500', 'ai.unavailable', true],
    ['429', 'ai.busy', false],
    ['badsign', 'ai.unavailable', true],
  ] as const) {
    google.calls.clear();
    google.faults.add({ service: 'gemini', mode, times: 5 });
    await expect(videos.start(order('Wave.'))).rejects.toMatchObject({ code, details: { sent } });
    expect(google.calls.list()).toHaveLength(1);
    google.faults.clear();
  }
});

test('an unreachable provider has certainly not started a video', async () => {
  await expect(google.omni({ GEMINI_BASE_URL: await nobody() }).start(order('Wave.'))).rejects.toMatchObject({
    code: 'ai.unavailable',
    details: { sent: false },
  });
});

test('a busy provider while looking is a fault, not the end of the video', async () => {
  const videos = google.omni();
  const operation = await videos.start(order('Wave.'));
  google.faults.add({ service: 'gemini', mode: '429', times: 1 });
  await expect(videos.look(operation)).rejects.toMatchObject({ code: 'ai.busy' });
  expect(await videos.look(operation)).toEqual({ state: 'running' });
});

test('a retired model and a wrong key are told apart', async () => {
  await expect(google.omni({ VIDEO_MODEL: 'gemini-omni-flash-preview' }).start(order('x'))).rejects.toMatchObject({ code: 'ai.retired' });
  await expect(google.omni({}, 'wrong').start(order('x'))).rejects.toMatchObject({ code: 'ai.unavailable', details: { permanent: true } });
});

test('a download that fails is unavailable, and the key goes to Google alone', async () => {
  const videos = google.omni();
  await expect(videos.download(`${google.url}/gemini/v1beta/files/none:download?alt=media`)).rejects.toMatchObject({
    code: 'ai.unavailable',
  });
  const elsewhere = await startGoogle();
  await expect(videos.download(`${elsewhere.url}/gemini/v1beta/files/none:download?alt=media`)).rejects.toMatchObject({
    code: 'ai.unavailable',
    details: { status: 403, reason: expect.stringContaining('PERMISSION_DENIED') },
  });
  await elsewhere.close();
});
