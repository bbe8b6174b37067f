import { beforeEach, expect, test, vi } from 'vitest';
import { type ImageWorkParts, runImageJob } from '#shared/domain/jobs/run-image.ts';
import type { ImageModel } from '#shared/domain/models/ports.ts';
import { fail } from '#shared/kernel/fault.ts';
import { ADA, memoryJobs, memoryMedia, picture, queuedJob, SOURCE, testClock } from './fakes.ts';

const message = { account: ADA, job: 'req_1' };
const OUTPUT = 'uploads/restored_b.jpg';
let time: ReturnType<typeof testClock>;
let jobs: ReturnType<typeof memoryJobs>;
let media: ReturnType<typeof memoryMedia>;
const edit = vi.fn<ImageModel['edit']>();
const onFault = vi.fn<ImageWorkParts['onFault']>();
let parts: ImageWorkParts;

beforeEach(async () => {
  time = testClock();
  jobs = memoryJobs();
  media = memoryMedia({ [SOURCE]: picture('photo') });
  onFault.mockReset();
  edit.mockReset().mockImplementation(async () => picture('restored'));
  const normalise: ImageWorkParts['normalise'] = async ({ bytes }) => picture(`upright ${Buffer.from(bytes)}`);
  // What only new pictures ask.
  const never = async () => fail('request.unexpected');
  const makers = { imageModel: never, fitPicture: never, catalogue: { stored: never }, rests: { all: never, note: never, clear: never } };
  parts = { ...time, ...makers, jobs, media, normalise, images: { edit }, onFault, onRetry: vi.fn(), timeoutMs: 60_000, budgetMs: 120_000 };
  await jobs.create(queuedJob(), { kind: 'restore_photo', source: SOURCE });
});

test('a restore serves the presentable upload and the result, and is settled once', async () => {
  expect(await runImageJob(parts, message)).toMatchObject({ state: 'succeeded', attempts: 1 });
  expect(media.text('uploads/upload_a.jpg')).toBe('upright photo');
  expect(media.text(OUTPUT)).toBe('upright restored');
  expect(jobs.ends).toEqual([{ state: 'succeeded' }]);
});

test('a message that is delivered three times asks the model once', async () => {
  for (let i = 0; i < 3; i++) await runImageJob(parts, message);
  expect(edit).toHaveBeenCalledTimes(1);
  expect(jobs.ends).toHaveLength(1);
});

test('a job in another worker’s hands is left alone, and its message comes again', async () => {
  await jobs.claim(ADA, 'req_1', { now: time.clock(), until: time.clock() + 60_000 });
  await expect(runImageJob(parts, message)).rejects.toThrow('another worker');
  expect(edit).not.toHaveBeenCalled();
});

test('a message of a job that is gone does nothing', async () => {
  expect(await runImageJob(parts, { account: ADA, job: 'req_gone' })).toBeUndefined();
});

test('after a worker that died, the job is taken up when its lease is over', async () => {
  await jobs.claim(ADA, 'req_1', { now: time.clock(), until: time.clock() + 60_000 });
  time.move(60_001);
  expect(await runImageJob(parts, message)).toMatchObject({ state: 'succeeded', attempts: 2 });
});

test('after a worker that died with its result stored, the model is not asked again', async () => {
  await jobs.claim(ADA, 'req_1', { now: time.clock(), until: time.clock() + 60_000 });
  await media.put(OUTPUT, picture('of the first worker'));
  time.move(60_001);
  expect(await runImageJob(parts, message)).toMatchObject({ state: 'succeeded' });
  expect(edit).not.toHaveBeenCalled();
  expect(media.text(OUTPUT)).toBe('of the first worker');
});

test('a job that was cancelled meanwhile keeps that end, and its result is removed', async () => {
  edit.mockImplementation(async () => {
    await jobs.settle(queuedJob(), { state: 'cancelled' }, time.clock());
    return picture('restored');
  });
  expect(await runImageJob(parts, message)).toMatchObject({ state: 'cancelled' });
  expect(media.keys()).not.toContain(OUTPUT);
  expect(jobs.ends).toEqual([{ state: 'cancelled' }]);
});

test('the result of a worker that died is removed when its job ended unpaid before the message came again', async () => {
  await jobs.claim(ADA, 'req_1', { now: time.clock(), until: time.clock() + 60_000 });
  await media.put(OUTPUT, picture('of the first worker'));
  await jobs.settle(queuedJob(), { state: 'cancelled' }, time.clock());
  await runImageJob(parts, message);
  expect(media.keys()).not.toContain(OUTPUT);
});

test('a refusal fails the job at once; the operator is told its reason, the client is not', async () => {
  edit.mockImplementation(async () => fail('ai.refused', { reason: 'IMAGE_SAFETY: secret detail' }));
  expect(await runImageJob(parts, message)).toMatchObject({ state: 'failed', fault: { code: 'ai.refused' } });
  expect(edit).toHaveBeenCalledTimes(1);
  expect(JSON.stringify(jobs.ends)).not.toContain('secret detail');
  expect(onFault.mock.calls[0]).toMatchObject([{ id: 'req_1' }, { details: { reason: expect.stringContaining('secret detail') } }]);
});

test('a model that is busy for a moment is asked again', async () => {
  edit.mockImplementationOnce(async () => fail('ai.busy')).mockImplementationOnce(async () => fail('ai.unavailable'));
  expect(await runImageJob(parts, message)).toMatchObject({ state: 'succeeded', attempts: 1 });
  expect(edit).toHaveBeenCalledTimes(3);
});

test('a model that is slow to fail is not asked again when the worker’s time would not suffice', async () => {
  edit.mockImplementation(async () => {
    time.move(60_000);
    return fail('ai.unavailable');
  });
  expect(await runImageJob(parts, message)).toMatchObject({ state: 'failed', fault: { code: 'ai.unavailable' } });
  expect(edit).toHaveBeenCalledTimes(1);
});

test('an upload that can’t be decoded fails the job without asking the model', async () => {
  parts = { ...parts, normalise: async () => fail('image.invalid') };
  expect(await runImageJob(parts, message)).toMatchObject({ state: 'failed', fault: { code: 'image.invalid' } });
  expect(edit).not.toHaveBeenCalled();
});

test('a result of the model that can’t be decoded is the service’s fault, not the customer’s picture', async () => {
  edit.mockImplementation(async () => picture('garbage'));
  const normalise: ImageWorkParts['normalise'] = async (sent) =>
    Buffer.from(sent.bytes).toString() === 'garbage' ? fail('image.invalid') : sent;
  expect(await runImageJob({ ...parts, normalise }, message)).toMatchObject({ state: 'failed', fault: { code: 'ai.unavailable' } });
});

test('an upload that has vanished fails the job and says so', async () => {
  await media.remove(SOURCE);
  const ended = await runImageJob(parts, message);
  expect(ended?.fault).toMatchObject({ code: 'image.invalid', message: expect.stringContaining('重新上传') });
});

test('an error that is no fault of the job leaves it to the next delivery', async () => {
  edit.mockRejectedValue(new TypeError('bug'));
  await expect(runImageJob(parts, message)).rejects.toThrow('bug');
  expect(jobs.ends).toEqual([]);
});

test('an outfit’s reference goes to the model as its second picture', async () => {
  const reference = `${SOURCE.slice(0, -1)}t`;
  await media.put(reference, picture('dress'));
  const job = queuedJob({ id: 'req_2', kind: 'outfit_change', output: 'outfit_c.jpg' });
  await jobs.create(job, { kind: 'outfit_change', source: SOURCE, reference, referenceImage: 'upload_ref.jpg' });
  await runImageJob(parts, { account: ADA, job: 'req_2' });
  const [{ pictures }] = edit.mock.calls[0]!;
  expect(pictures.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(['upright photo', 'upright dress']);
  expect(media.text('uploads/upload_ref.jpg')).toBe('upright dress');
});
