import { beforeEach, expect, test } from 'vitest';
import { type Client, login } from '#tests/support/client.ts';
import { webpPhoto } from '#tests/support/pictures.ts';
import { eventually, useStack } from '#tests/support/stack.ts';

const stack = useStack({ imageMs: 400, videoMs: 300, settings: { VIDEO_POLL_SECONDS: '1' } });
const image = { bytes: await webpPhoto(24, 16) };
let ada: Client;
beforeEach(async ({ task }) => {
  ada = await login(stack(), task.id);
});

const works = [
  ['/api/image/restore', {}, 10],
  ['/api/image/outfit-change', { style: '商务正装' }, 20],
  ['/api/image/custom', { prompt: '海滩' }, 15],
  ['/api/image/animate', { animationType: 'portrait', expressionType: 'smile' }, 30],
] as const;

test.each(works)('%s answers 202 at once when asked to, and its status URL gives the documented body', async (path, fields, cost) => {
  const { status, headers, body } = await ada.post(path, { form: { image, ...fields }, headers: { prefer: 'respond-async' } });
  expect(status).toBe(202);
  expect(body).toMatchObject({ success: true, status: 'processing', points: { deducted: cost, remaining: 100 - cost } });
  expect(body.statusUrl).toBe(`/api/image/jobs/${body.requestId}`);
  expect(headers.get('location')).toBe(body.statusUrl);
  expect(headers.get('retry-after')).toMatch(/^\d+$/);

  const done = await eventually(async () => {
    const answer = await ada.get(body.statusUrl!);
    expect([200, 202]).toContain(answer.status);
    return answer.status === 200 && answer;
  });
  expect(done.body).toMatchObject({ success: true, requestId: body.requestId, points: { deducted: cost, remaining: 100 - cost } });
  expect(Object.keys(done.body).sort()).toEqual(['data', 'message', 'points', 'processingTime', 'requestId', 'success']);
  expect(Object.keys(done.body.data!)).toEqual(Object.keys(body.data!));
  expect(done.headers.get('location')).toBeNull();
});

test('names in a 202 are final: they are those of the result', async () => {
  const [path, fields] = works[0];
  const { body } = await ada.post(path, { form: { image, ...fields }, headers: { prefer: 'wait=0' } });
  const done = await ada.get(body.statusUrl!, { headers: { prefer: 'wait=10' } });
  expect([done.status, done.body.data]).toEqual([200, body.data]);
});

test('without a preference the result is waited for', async () => {
  const { status, body } = await ada.post('/api/image/restore', { form: { image } });
  expect([status, body.status]).toEqual([200, undefined]);
  expect(Number.parseInt(String((body as { processingTime?: string }).processingTime), 10)).toBeGreaterThanOrEqual(400);
});

test('a wait that is too short ends in 202, the job goes on', async () => {
  stack().outside.faults.add({ service: 'gemini', mode: 'slow', times: 1, delayMs: 1500 });
  const { status, body } = await ada.post('/api/image/restore', { form: { image }, headers: { prefer: 'wait=1' } });
  expect(status).toBe(202);
  expect((await ada.get(body.statusUrl!, { headers: { prefer: 'wait=5' } })).status).toBe(200);
});

test('a status is answered at once unless it is asked to wait', async () => {
  stack().outside.faults.add({ service: 'gemini', mode: 'slow', times: 1, delayMs: 1000 });
  const { body } = await ada.post('/api/image/restore', { form: { image }, headers: { prefer: 'respond-async' } });
  const start = Date.now();
  expect((await ada.get(body.statusUrl!)).status).toBe(202);
  expect(Date.now() - start).toBeLessThan(500);
});

test('a refused job’s status is its fault, as the endpoint would have said it', async () => {
  const prompt = '[unsafe]';
  const { body } = await ada.post('/api/image/custom', { form: { image, prompt }, headers: { prefer: 'wait=0' } });
  const ended = await eventually(async () => {
    const answer = await ada.get(body.statusUrl!);
    return answer.status !== 202 && answer;
  });
  expect([ended.status, ended.body]).toMatchObject([422, { success: false, code: 'CONTENT_REFUSED', requestId: body.requestId }]);
  expect(await ada.standing()).toEqual({ points: 100, transactions: 1, jobs: 1 });
});

test('a video’s address answers 202 until the film is there, then leads to it', async () => {
  const { body } = await ada.post('/api/image/animate', { form: { image }, headers: { prefer: 'respond-async' } });
  const early = await ada.get(String(body.data?.videoUrl));
  expect([early.status, early.body]).toMatchObject([202, { success: true, status: 'processing' }]);
  expect(early.headers.get('retry-after')).toBe('5');
  const found = await eventually(async () => {
    const answer = await ada.get(String(body.data?.videoUrl));
    return answer.status === 302 && answer;
  });
  const film = await fetch(found.headers.get('location')!, { headers: { range: 'bytes=0-99' } });
  expect([film.status, film.headers.get('content-type')]).toEqual([206, 'video/mp4']);
});

test('a video that was cancelled is no longer promised', async () => {
  const { body } = await ada.post('/api/image/animate', { form: { image }, headers: { prefer: 'respond-async' } });
  const cancelled = await ada.call('DELETE', body.statusUrl!);
  expect([cancelled.status, cancelled.body.points]).toEqual([200, { deducted: 0, remaining: 100 }]);
  const gone = await ada.get(String(body.data?.videoUrl));
  expect([gone.status, gone.body.code]).toEqual([404, 'NOT_FOUND']);
});
