import { beforeEach, expect, test, vi } from 'vitest';
import type { OfferedModel } from '#shared/domain/catalogue/types.ts';
import { runVideoJob, type VideoWorkParts } from '#shared/domain/jobs/run-video.ts';
import type { VideoModel } from '#shared/domain/models/ports.ts';
import { fail } from '#shared/kernel/fault.ts';
import { ADA, memoryJobs, memoryMedia, picture, queuedJob, testClock } from '../domain/fakes.ts';

const start = vi.fn<VideoModel['start']>();
const look = vi.fn<VideoModel['look']>();
const cancel = vi.fn<VideoModel['cancel']>();
const model: VideoModel = {
  lengths: async () => [3],
  download: async () => ({ type: 'video/mp4', bytes: Buffer.from('clip') }),
  ...{ start, look, cancel },
};
let jobs: ReturnType<typeof memoryJobs>;
let parts: VideoWorkParts;
let stored: OfferedModel[];
let asked: number[];

beforeEach(async () => {
  vi.resetAllMocks();
  jobs = memoryJobs();
  [stored, asked] = [[], []];
  look.mockResolvedValue({ state: 'running' });
  cancel.mockResolvedValue();
  start.mockImplementation(async () => `v1_${start.mock.calls.length}`);
  const never = async () => fail('request.unexpected');
  const rests = { all: async () => [], note: async () => {}, clear: async () => {} };
  const media = memoryMedia();
  parts = {
    ...{ ...testClock(), jobs, media, rests, send: vi.fn(), pollSeconds: 10, budgetMs: 120_000 },
    ...{ catalogue: { stored: async () => stored }, textModel: never, normalise: async () => picture('') },
    videoModel: async ({ id }) => {
      asked.push(id);
      return model;
    },
    ...{ joinClips: never, readVideoFacts: never, videos: model, onFault: vi.fn(), onRetry: vi.fn() },
  };
  await jobs.create(queuedJob({ kind: 'video', output: 'film_b.mp4', cost: 50 }), {
    kind: 'video',
    input: { script: '一。二。三。四。', duration: 12, aspectRatio: '16:9' },
    ...{ model: 3, price: 50 },
  });
});

const run = (count: number) => runVideoJob(parts, { account: ADA, job: 'req_1', look: count });
const refuse = () => fail('ai.refused', { reason: 'no' });

test('one clip is refused: each other clip that was started is cancelled, those too that were started a moment before', async () => {
  parts.textModel = async () => fail('ai.unavailable', { sent: false, operator: 'x', permanent: true });
  await run(0);
  start.mockImplementation(async () => (start.mock.calls.length === 4 ? refuse() : `v1_${start.mock.calls.length}`));
  expect(await run(1)).toMatchObject({ state: 'failed', fault: { code: 'ai.refused' } });
  expect(cancel.mock.calls.flat()).toEqual(['v1_1', 'v1_2', 'v1_3']);
});

test('a model that is gone, or that refuses our key, is stood in for by one of the agreed price; whatever may have begun a clip is not', async () => {
  const other: OfferedModel = {
    ...{ id: 13, name: 'x', provider: 'gemini', modelName: 'y', kind: 'video', config: {}, creditsCost: 50, isActive: true, priority: 9 },
  };
  stored = [other, { ...other, id: 14, creditsCost: 500 }];
  parts.textModel = async () => fail('ai.unavailable', { sent: false, operator: 'x', permanent: true });
  start.mockImplementationOnce(() => fail('ai.retired', { sent: false, permanent: true }));
  expect(await run(0)).toMatchObject({ state: 'running' });
  expect(asked).toEqual([3, 13]);
  jobs.change('req_1', { state: 'queued', operation: undefined });
  start.mockImplementationOnce(() => fail('ai.unavailable', { sent: true }));
  expect(await run(0)).toMatchObject({ state: 'failed', fault: { code: 'ai.unavailable' } });
  expect(asked).toEqual([3, 13, 3]);
});

test('a film whose model is removed in the making fails at once; one whose model is only switched off goes on', async () => {
  parts.textModel = async () => fail('ai.unavailable', { sent: false, operator: 'x', permanent: true });
  const own: OfferedModel = {
    ...{ id: 13, name: 'x', provider: 'gemini', modelName: 'y', kind: 'video', config: {}, creditsCost: 50, isActive: true, priority: 0 },
  };
  stored = [own];
  start.mockImplementationOnce(() => fail('ai.busy', { sent: false, permanent: true }));
  await run(0);
  stored = [{ ...own, isActive: false }];
  expect(await run(1)).toMatchObject({ state: 'running' });
  stored = [];
  expect(await run(2)).toMatchObject({ state: 'failed', fault: { code: 'ai.retired' } });
});
