import { beforeEach, expect, test, vi } from 'vitest';
import type { SendJob } from '#shared/domain/jobs/ports.ts';
import { type Submission, type SubmitParts, submitJob } from '#shared/domain/jobs/submit.ts';
import type { PictureFacts } from '#shared/domain/media/ports.ts';
import { newOperation } from '#shared/kernel/ids.ts';
import { ADA, memoryJobs, memoryLedger, memoryMedia, picture, SOURCE } from './fakes.ts';

const photo: PictureFacts = { type: 'image/jpeg', width: 400, height: 500 };
const send = vi.fn<SendJob>();
let jobs: ReturnType<typeof memoryJobs>;
let media: ReturnType<typeof memoryMedia>;
let ledger: ReturnType<typeof memoryLedger>;
let parts: SubmitParts;
let submission: Submission;

beforeEach(() => {
  send.mockReset().mockResolvedValue();
  jobs = memoryJobs();
  media = memoryMedia();
  ledger = memoryLedger(100);
  parts = { jobs, media, ledger, send, readFacts: () => photo, clock: () => 1000 };
  const image = { field: 'image', file: { bytes: Buffer.from('photo') } };
  submission = { account: ADA, operation: newOperation(1000), image, work: { kind: 'restore_photo' } };
});

test('a submission stores the upload, writes the job, holds its points and sends it', async () => {
  const { job, request } = await submitJob(parts, submission);
  expect(job).toMatchObject({ state: 'queued', cost: 10, createdAt: 1000, deadline: 301_000, attempts: 0 });
  expect(media.keys()).toEqual([request.source]);
  expect(ledger.available()).toBe(90);
  expect(send.mock.calls).toEqual([[{ account: ADA, job: job.id }]]);
});

test('the same operation makes the same job and holds its points once', async () => {
  const first = await submitJob(parts, submission);
  const second = await submitJob(parts, submission);
  expect(second.job).toEqual(first.job);
  expect(jobs.all()).toHaveLength(1);
  expect(ledger.available()).toBe(90);
});

test('a job that is at work already is not sent a second time', async () => {
  const { job } = await submitJob(parts, submission);
  jobs.change(job.id, { state: 'running' });
  await submitJob(parts, submission);
  expect(send).toHaveBeenCalledTimes(1);
});

test('without enough points no job stays and nothing is sent', async () => {
  parts = { ...parts, ledger: memoryLedger(9) };
  await expect(submitJob(parts, submission)).rejects.toMatchObject({ code: 'points.insufficient' });
  expect(jobs.all()).toEqual([]);
  expect(send).not.toHaveBeenCalled();
});

test('a hold whose outcome nobody knows leaves the job to the sweeper', async () => {
  parts = { ...parts, ledger: { hold: () => Promise.reject(new Error('connection lost')) } };
  await expect(submitJob(parts, submission)).rejects.toThrow('connection lost');
  expect(jobs.all()).toMatchObject([{ state: 'queued', deadline: 301_000 }]);
});

test('a job that can’t be sent is failed at once, so its points come back', async () => {
  send.mockRejectedValue(new Error('SQS is away'));
  await expect(submitJob(parts, submission)).rejects.toMatchObject({ code: 'request.unexpected', cause: new Error('SQS is away') });
  expect(jobs.ends).toMatchObject([{ state: 'failed', fault: { code: 'request.unexpected' } }]);
});

test('public names can’t be guessed from what else the client sees, and differ', async () => {
  const { job, request } = await submitJob(parts, submission);
  const secret = (name: string) => /_([0-9a-z]{26})/.exec(name)![1]!;
  const names = [secret(job.original), secret(job.output), request.source.slice(-26), submission.operation.random];
  expect(new Set(names).size).toBe(4);
});

test.each([
  ['no picture', {}, 'request.invalid', 'image'],
  ['a file and a key', { file: { bytes: Buffer.from('x') }, key: SOURCE }, 'request.invalid', 'image'],
  ['an empty file', { file: { bytes: Buffer.alloc(0) } }, 'image.invalid', 'image'],
  ['another account’s key', { key: SOURCE.replace('ada', 'eve') }, 'request.invalid', 'imageKey'],
  ['a key outside the account’s folder', { key: `incoming/${ADA}/../../uploads/x` }, 'request.invalid', 'imageKey'],
  ['a key with nothing behind it', { key: SOURCE }, 'request.invalid', 'imageKey'],
])('%s is refused, names its field and leaves no trace', async (_, sent, code, field) => {
  await expect(submitJob(parts, { ...submission, image: { field: 'image', ...sent } })).rejects.toMatchObject({ code, details: { field } });
  expect([jobs.all(), media.keys(), ledger.available()]).toEqual([[], [], 100]);
});

test.each([
  ['what is no picture', undefined, 'image.invalid'],
  ['more than 50 megapixels', { ...photo, width: 20_000, height: 20_000 }, 'image.too_large'],
])('an uploaded object that is %s is refused as imageKey', async (_, facts, code) => {
  await media.put(SOURCE, picture('object'));
  const image = { field: 'image', key: SOURCE };
  await expect(submitJob({ ...parts, readFacts: () => facts }, { ...submission, image })).rejects.toMatchObject({
    code,
    details: { field: 'imageKey' },
  });
});

test('an uploaded object of more than 20 MB is refused, whatever its upload was signed for', async () => {
  await media.put(SOURCE, { type: 'image/jpeg', bytes: Buffer.alloc(20 * 1024 * 1024 + 1) });
  await expect(submitJob(parts, { ...submission, image: { field: 'image', key: SOURCE } })).rejects.toMatchObject({
    code: 'image.too_large',
    details: { field: 'imageKey' },
  });
});

test('a bad reference is found before the good image costs anything', async () => {
  const reference = { field: 'reference', file: { bytes: Buffer.alloc(0) } };
  await expect(submitJob(parts, { ...submission, reference })).rejects.toMatchObject({ details: { field: 'reference' } });
  expect([jobs.all(), media.keys(), ledger.available()]).toEqual([[], [], 100]);
});

test('a retry near the deadline of its job holds nothing that the sweeper could miss', async () => {
  parts = { ...parts, ledger: { hold: () => Promise.reject(new Error('connection lost')) } };
  await expect(submitJob(parts, submission)).rejects.toThrow('connection lost');
  const { job } = await submitJob({ ...parts, ledger, clock: () => 250_000 }, submission);
  expect(job).toMatchObject({ state: 'failed', fault: { code: 'job.expired' } });
  expect(ledger.available()).toBe(100);
  expect(send).not.toHaveBeenCalled();
});
