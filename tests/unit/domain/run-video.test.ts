import { beforeEach, expect, test, vi } from 'vitest';
import type { SendJob } from '#shared/domain/jobs/ports.ts';
import { runVideoJob, type VideoWorkParts } from '#shared/domain/jobs/run-video.ts';
import type { VideoModel } from '#shared/domain/models/ports.ts';
import { fail } from '#shared/kernel/fault.ts';
import { ADA, memoryJobs, memoryMedia, picture, queuedJob, SOURCE, testClock } from './fakes.ts';

const OUTPUT = 'uploads/animated_b_photo.mp4';
const begin = { account: ADA, job: 'req_1', look: 0 };
const look = (count: number) => ({ ...begin, look: count });
const videos = {
  start: vi.fn<VideoModel['start']>(),
  look: vi.fn<VideoModel['look']>(),
  download: vi.fn<VideoModel['download']>(),
  lengths: vi.fn<VideoModel['lengths']>(),
};
const cancel = vi.fn<VideoModel['cancel']>();
const send = vi.fn<SendJob>();
const onFault = vi.fn<VideoWorkParts['onFault']>();
let time: ReturnType<typeof testClock>;
let jobs: ReturnType<typeof memoryJobs>;
let media: ReturnType<typeof memoryMedia>;
let parts: VideoWorkParts;

beforeEach(async () => {
  vi.resetAllMocks();
  time = testClock();
  jobs = memoryJobs();
  media = memoryMedia({ [SOURCE]: picture('photo') });
  videos.start.mockResolvedValue('operations/1');
  videos.look.mockResolvedValue({ state: 'running' });
  videos.download.mockResolvedValue({ type: 'video/mp4', bytes: Buffer.from('film') });
  cancel.mockResolvedValue();
  const readVideoFacts = async () => ({ duration: '8s', resolution: '1280x720' });
  const fixed = { normalise: async () => picture('upright'), readVideoFacts, onFault, onRetry: vi.fn(), pollSeconds: 10, budgetMs: 60_000 };
  // What only films ask.
  const never = async () => fail('request.unexpected');
  const catalogue = { stored: never };
  const rests = { all: never, note: never, clear: never };
  const filming = { catalogue, rests, textModel: never, videoModel: never, joinClips: never };
  parts = { ...time, ...fixed, ...filming, jobs, media, videos: { ...videos, cancel }, send };
  const job = queuedJob({ kind: 'animate', cost: 30, output: 'animated_b_photo.mp4' });
  const animation = { animationType: 'general', modelType: 'fast', aspectRatio: '9:16', negativePrompt: 'blur' } as const;
  await jobs.create(job, { kind: 'animate', source: SOURCE, ...animation });
});

test('a video is started with its tier, ratio and negative prompt, and looked at later, in a message of its own', async () => {
  await runVideoJob(parts, begin);
  expect(videos.start.mock.calls[0]![0]).toMatchObject({ tier: 'fast', aspectRatio: '9:16', negativePrompt: 'blur' });
  expect(jobs.all()[0]).toMatchObject({ state: 'running', operation: 'operations/1' });
  expect(send.mock.calls).toEqual([[{ account: ADA, job: 'req_1', look: 1 }, 10]]);
  expect(time.slept).toEqual([]);
});

test('the operation is saved before anything else can fail', async () => {
  send.mockRejectedValueOnce(new Error('SQS is away'));
  await expect(runVideoJob(parts, begin)).rejects.toThrow('SQS');
  time.move(60_001);
  await runVideoJob(parts, begin);
  expect(videos.start).toHaveBeenCalledTimes(1);
  expect(send).toHaveBeenCalledTimes(2);
});

test('a start whose answer was lost is not repeated: it might be a second paid video', async () => {
  videos.start.mockImplementation(async () => fail('ai.unavailable', { sent: true }));
  expect(await runVideoJob(parts, begin)).toMatchObject({ state: 'failed', fault: { code: 'ai.unavailable' } });
  expect(videos.start).toHaveBeenCalledTimes(1);
});

test('a start that was refused for load is repeated', async () => {
  videos.start.mockImplementationOnce(async () => fail('ai.busy', { sent: false }));
  await runVideoJob(parts, begin);
  expect(jobs.all()[0]).toMatchObject({ state: 'running', operation: 'operations/1' });
  expect(videos.start).toHaveBeenCalledTimes(2);
});

test('a video in the making is looked at again, once for each look', async () => {
  await runVideoJob(parts, begin);
  await runVideoJob(parts, look(1));
  await expect(runVideoJob(parts, look(1))).rejects.toThrow('another worker');
  expect(videos.look).toHaveBeenCalledTimes(1);
  expect(send.mock.calls.map(([message]) => message.look)).toEqual([1, 2]);
});

test('a finished video is stored, with its facts, and settled once', async () => {
  await runVideoJob(parts, begin);
  videos.look.mockResolvedValue({ state: 'done', location: 'files/1' });
  const facts = { duration: '8s', resolution: '1280x720' };
  expect(await runVideoJob(parts, look(1))).toMatchObject({ state: 'succeeded', video: facts });
  expect(media.text(OUTPUT)).toBe('film');
  await runVideoJob(parts, look(2));
  expect(jobs.ends).toEqual([{ state: 'succeeded', video: facts }]);
});

test.each([
  ['refused', 'ai.refused'],
  ['failed', 'ai.unavailable'],
] as const)('a video that is %s ends in %s, and the provider’s reason is for the operator', async (state, code) => {
  await runVideoJob(parts, begin);
  videos.look.mockResolvedValue({ state, reason: 'internal detail' });
  expect(await runVideoJob(parts, look(1))).toMatchObject({ state: 'failed', fault: { code } });
  expect(JSON.stringify(jobs.ends)).not.toContain('internal detail');
  expect(onFault.mock.calls[0]).toMatchObject([{ id: 'req_1' }, { details: { reason: 'internal detail' } }]);
});

test('a provider that can’t be asked, or can’t hand the film over, just now is asked again later', async () => {
  await runVideoJob(parts, begin);
  videos.look.mockImplementationOnce(async () => fail('ai.busy'));
  await runVideoJob(parts, look(1));
  videos.look.mockResolvedValue({ state: 'done', location: 'files/1' });
  videos.download.mockImplementationOnce(async () => fail('ai.unavailable'));
  await runVideoJob(parts, look(2));
  expect(await runVideoJob(parts, look(3))).toMatchObject({ state: 'succeeded' });
});

test('a job that is cancelled while its film comes down keeps no film', async () => {
  await runVideoJob(parts, begin);
  videos.look.mockResolvedValue({ state: 'done', location: 'files/1' });
  videos.download.mockImplementation(async () => {
    await jobs.settle(queuedJob(), { state: 'cancelled' }, time.clock());
    return { type: 'video/mp4', bytes: Buffer.from('film') };
  });
  expect(await runVideoJob(parts, look(1))).toMatchObject({ state: 'cancelled' });
  expect(media.keys()).not.toContain(OUTPUT);
});

test('the film of a worker that died is removed when its job ended unpaid before the message came again', async () => {
  await runVideoJob(parts, begin);
  await media.put(OUTPUT, { type: 'video/mp4', bytes: Buffer.from('film') });
  await jobs.settle(queuedJob(), { state: 'cancelled' }, time.clock());
  await runVideoJob(parts, look(1));
  expect(media.keys()).not.toContain(OUTPUT);
});

test('the operation of a cancelled job is cancelled with the provider at its next look, and none follows', async () => {
  await runVideoJob(parts, begin);
  await jobs.settle(queuedJob(), { state: 'cancelled' }, time.clock());
  cancel.mockRejectedValue(new Error('too late'));
  expect(await runVideoJob(parts, look(1))).toMatchObject({ state: 'cancelled' });
  expect(cancel).toHaveBeenCalledWith('operations/1');
  expect(videos.look).not.toHaveBeenCalled();
  expect(send).toHaveBeenCalledTimes(1);
});

test('a job that was cancelled before its start starts nothing', async () => {
  await jobs.settle(queuedJob(), { state: 'cancelled' }, time.clock());
  await runVideoJob(parts, begin);
  expect(videos.start).not.toHaveBeenCalled();
  expect(cancel).not.toHaveBeenCalled();
});
