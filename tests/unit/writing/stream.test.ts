import { expect, test } from 'vitest';
import type { OfferedModel } from '#shared/domain/catalogue/types.ts';
import { outputKey } from '#shared/domain/jobs/output.ts';
import type { WritingRequest } from '#shared/domain/jobs/types.ts';
import type { TextModel } from '#shared/domain/models/ports.ts';
import { streamWriting } from '#shared/domain/writing/stream.ts';
import { Fault } from '#shared/kernel/fault.ts';
import { memoryJobs, memoryMedia, queuedJob, testClock } from '#tests/unit/domain/fakes.ts';

const request: WritingRequest = { kind: 'writing', tool: 'news_article', input: { title: '早起' } };
const job = queuedJob({ kind: 'writing', output: 'text' });

/** A reader of a text that `stream` writes; `leave` makes him leave. */
async function world(
  stream: TextModel['stream'],
  { before = async () => {} }: { before?: (jobs: ReturnType<typeof memoryJobs>) => Promise<void> } = {},
) {
  const { clock, sleep } = testClock();
  const jobs = memoryJobs();
  const media = memoryMedia();
  await jobs.create(job, request);
  await before(jobs);
  const left = new AbortController();
  const told: string[] = [];
  const faults: unknown[] = [];
  const asked: number[] = [];
  const textModel = async (model: OfferedModel): Promise<TextModel> => {
    asked.push(model.id);
    return { stream, write: async () => Promise.reject(new Error('it is to be streamed')) };
  };
  const rests = { all: async () => [], note: async () => {}, clear: async () => {} };
  const parts = {
    ...{ jobs, media, rests, textModel, clock, sleep, timeoutMs: 100_000, budgetMs: 240_000 },
    catalogue: { stored: async () => [] },
    onFault: (_: unknown, error: unknown) => void faults.push(error),
    onRetry: () => {},
  };
  const reader = { signal: left.signal, tell: async (piece: string) => void told.push(piece) };
  return {
    jobs,
    media,
    told,
    faults,
    asked,
    leave: () => left.abort(new Error('left')),
    run: () => streamWriting(parts, job, reader),
  };
}

test('who leaves while the whole text is being stored has bought it', async () => {
  const here = await world(async function* () {
    yield '早起的人。';
    return 'stop';
  });
  const { put } = here.media;
  here.media.put = async (...given) => {
    here.leave();
    await put(...given);
  };
  const { job: ended, text } = await here.run();
  expect([ended.state, text, here.told]).toEqual(['succeeded', '早起的人。', ['早起的人。']]);
});

test('who has left before the first word is not written for: no model is asked', async () => {
  const here = await world(async function* () {
    yield '早';
    return 'stop';
  });
  here.leave();
  expect((await here.run()).job.state).toBe('cancelled');
  expect([here.asked, here.told, here.faults]).toEqual([[], [], []]);
});

test('leaving ends the model’s work, and is nobody’s fault', async () => {
  let closed = false;
  const here = await world(async function* ({ signal }) {
    try {
      yield '早';
      await new Promise((_, reject) => {
        if (signal!.aborted) reject(signal!.reason);
        signal!.addEventListener('abort', () => reject(signal!.reason));
      });
      return 'stop';
    } finally {
      closed = true;
    }
  });
  here.told.push = (...pieces) => {
    here.leave();
    return pieces.length;
  };
  expect((await here.run()).job.state).toBe('cancelled');
  expect([closed, here.faults, here.media.keys()]).toEqual([true, [], []]);
});

test('a fault after the first word is the end: no other model goes on with another’s text', async () => {
  const here = await world(async function* () {
    yield '早';
    throw new Fault('ai.unavailable');
  });
  expect((await here.run()).job).toMatchObject({ state: 'failed', fault: { code: 'ai.unavailable' } });
  expect([here.asked.length, here.told]).toEqual([1, ['早']]);
});

test('whatever nobody foresaw fails the job at once, with nothing internal told, and leaves no text', async () => {
  const here = await world(async function* () {
    yield '早';
    return 'stop';
  });
  const { put } = here.media;
  here.media.put = async (...given) => {
    await put(...given);
    throw new TypeError('secret');
  };
  const { job: ended } = await here.run();
  expect(ended).toMatchObject({ state: 'failed', fault: { code: 'ai.unavailable', message: 'AI服务错误,请稍后重试' } });
  expect([here.faults.length, here.media.keys()]).toEqual([1, []]);
});

test('after a function that died, its text is found and not written twice', async () => {
  const claim = { now: 0, until: 1 };
  const here = await world(
    async function* () {
      yield '另一篇';
      return 'stop';
    },
    { before: async (jobs) => void (await jobs.claim(job.account, job.id, claim)) },
  );
  await here.media.put(outputKey(job), { type: 'text/markdown', bytes: Buffer.from('早起的人。') });
  const { job: ended, text } = await here.run();
  expect([ended.state, text, here.asked, here.told]).toEqual(['succeeded', '早起的人。', [], []]);
});

test('what has ended already is answered as it ended', async () => {
  const here = await world(
    async function* () {
      yield '早';
      return 'stop';
    },
    { before: async (jobs) => void (await jobs.settle(job, { state: 'failed', fault: { code: 'job.expired', message: '' } }, 1)) },
  );
  expect(await here.run()).toMatchObject({ job: { state: 'failed', fault: { code: 'job.expired' } } });
  expect(here.asked).toEqual([]);
});

test('a claim whose answer was lost is ours all the same; another’s is left alone', async () => {
  const until = testClock().clock() + 240_000;
  for (const [lease, state] of [
    [until, 'succeeded'],
    [until + 1, undefined],
  ] as const) {
    const here = await world(
      async function* () {
        yield '早';
        return 'stop';
      },
      { before: async (jobs) => void (await jobs.claim(job.account, job.id, { now: 0, until: lease })) },
    );
    expect(
      await here.run().then(
        ({ job: ended }) => ended.state,
        () => undefined,
      ),
    ).toBe(state);
  }
});
