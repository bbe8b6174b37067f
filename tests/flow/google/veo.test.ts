import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createProject, keyFileOf } from '#local/outside/google/index.ts';
import type { Picture } from '#shared/domain/models/ports.ts';
import { cleanPhoto } from '#tests/support/pictures.ts';
import { finished, probe, startGoogle } from './google.ts';

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

const order = (prompt: string) => ({ prompt, picture, aspectRatio: '16:9', tier: 'fast' }) as const;

test('with Google Cloud credentials Veo makes the video', async () => {
  const videos = google.veo();
  const operation = await videos.start({ ...order('She smiles.'), negativePrompt: 'text, hats' });
  expect(operation).toContain('/publishers/google/models/veo-3.1-fast-generate-001/operations/');
  expect(google.calls.list()[0]?.body).toMatchObject({
    instances: [{ prompt: 'She smiles.', image: { mimeType: 'image/jpeg' } }],
    parameters: { aspectRatio: '16:9', negativePrompt: 'text, hats', durationSeconds: 8, resolution: '720p', sampleCount: 1 },
  });
  const progress = await finished(videos, operation);
  if (progress.state !== 'done') throw new Error(`ended ${progress.state}`);
  const video = await videos.download(progress.location);
  expect(await probe(video.bytes)).toEqual({ stream: 'h264 yuv420p 1280x720', seconds: 8, faststart: true, decodes: true });
});

test('the tier chooses the model', async () => {
  const videos = google.veo({ VIDEO_MODEL_STABLE: 'veo-3.1-lite-generate-001' });
  expect(await videos.start({ ...order('[declined]'), tier: 'stable' })).toContain('veo-3.1-lite-generate-001');
  expect(await videos.start({ ...order('[declined]'), tier: 'preview' })).toContain('veo-3.1-generate-001');
});

test('both ways in which Veo refuses are refusals, its own trouble is a failure', async () => {
  const videos = google.veo();
  const end = async (prompt: string) => finished(videos, await videos.start(order(prompt)));
  expect(await end('[blocked]')).toMatchObject({ state: 'refused', reason: expect.stringContaining('Responsible AI') });
  expect(await end('[unsafe]')).toMatchObject({ state: 'refused', reason: expect.stringContaining('usage guidelines') });
  expect(await end('[broken]')).toMatchObject({ state: 'failed' });
});

test('start is one call, whatever happens', async () => {
  const videos = google.veo();
  google.faults.add({ service: 'gemini', mode: '500', times: 5 });
  await expect(videos.start(order('Wave.'))).rejects.toMatchObject({ code: 'ai.unavailable', details: { sent: true } });
  expect(google.calls.list()).toHaveLength(1);
});

test('a retired model ends in ai.retired, an operation that nobody knows has failed', async () => {
  await expect(google.veo({ VIDEO_MODEL_FAST: 'veo-3.0-fast-generate-001' }).start(order('x'))).rejects.toMatchObject({
    code: 'ai.retired',
  });
  const unknown = 'projects/darkroom-local/locations/us-central1/publishers/google/models/veo-3.1-generate-001/operations/none';
  expect(await google.veo().look(unknown)).toMatchObject({ state: 'failed' });
});

test('the credentials of another account are told to the operator, and never shown', async () => {
  const stranger = keyFileOf(createProject(), google.url);
  const error = await google
    .veo({}, stranger)
    .start(order('x'))
    .catch((thrown) => thrown);
  expect(error).toMatchObject({
    code: 'ai.unavailable',
    details: { permanent: true, operator: expect.stringContaining('GOOGLE_CREDENTIALS') },
  });
  expect(JSON.stringify(error) + error.stack).not.toMatch(/PRIVATE KEY|eyJ/);
  await expect(google.veo({}, '{"type":"service_account","private_key":"s3cret').start(order('x'))).rejects.toMatchObject({
    details: { reason: expect.not.stringContaining('s3cret') },
  });
});

test('a video stays with the model that has it when the configuration changes', async () => {
  const operation = await google.omni().start(order('[declined]'));
  expect(await finished(google.veo(), operation)).toMatchObject({ state: 'refused' });
});
