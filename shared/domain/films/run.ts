import { seconds } from '../../kernel/clock.ts';
import { type Fault, fail, isFault } from '../../kernel/fault.ts';
import { askInTurn } from '../catalogue/ask.ts';
import { offered } from '../catalogue/built-in.ts';
import { inOrder } from '../catalogue/choose.ts';
import type { Rests } from '../catalogue/rests.ts';
import type { OfferedModel } from '../catalogue/types.ts';
import type { NewCreation } from '../creations/types.ts';
import { attempt, isUnstarted } from '../jobs/attempt.ts';
import { outputKey } from '../jobs/output.ts';
import type { Jobs, SendJob, Sleep } from '../jobs/ports.ts';
import type { FilmRequest, Job, VideoFacts } from '../jobs/types.ts';
import { dropUnpaid } from '../jobs/unpaid.ts';
import type { Media } from '../media/ports.ts';
import type { Picture, VideoModel } from '../models/ports.ts';
import { type PlanParts, partKey, shotsOf } from './plan.ts';
import type { JoinClips } from './ports.ts';
import type { Shot } from './shots.ts';
import { type FilmState, readState, withClip, writeState } from './state.ts';

export interface FilmParts extends PlanParts {
  jobs: Pick<Jobs, 'request' | 'saveOperation' | 'settle'>;
  media: Pick<Media, 'get' | 'put' | 'exists' | 'remove'>;
  rests: Rests;
  videoModel: (model: OfferedModel) => Promise<VideoModel>;
  joinClips: JoinClips;
  /** Reads duration and size of a finished MP4. */
  readVideoFacts: (video: Picture) => Promise<VideoFacts>;
  send: SendJob;
  sleep: Sleep;
  /** Time between two looks at a video in the making. */
  pollSeconds: number;
}

/** Of an invocation's time, what one call that starts a clip may take, and the rest of its work. */
const START_MS = seconds(50);
const VIDEO = 'video/mp4';

/**
 * The first step of a film: its shots are planned and its clips started, each remembered before anything else, so that none is started
 * twice. Until the first one is started another model may stand in; from then on the film is its model's, for clips of two don't join.
 */
export async function startFilm(parts: FilmParts, job: Job, end: number): Promise<Job> {
  const request = await filmOf(parts, job);
  if (job.operation === undefined) await beginFilm(parts, job, request, end);
  await parts.send({ account: job.account, job: job.id, look: 1 }, parts.pollSeconds);
  return job;
}

async function beginFilm(parts: FilmParts, job: Job, request: FilmRequest, end: number): Promise<void> {
  const { rests, clock } = parts;
  const [stored, failures] = await Promise.all([parts.catalogue.stored(), rests.all()]);
  const models = inOrder(offered(stored), { kind: 'video', chosen: request.model, price: request.price }, failures, clock());
  const hasTime = () => clock() + START_MS < end;
  const onNext = (error: unknown) => parts.onRetry(job, error);
  // Another start might be a second paid clip, unless the provider certainly did nothing: it was too busy, its model is gone, our key is refused.
  const final = (error: Fault) => error.details.sent !== false;
  await askInTurn({ rests, clock, hasTime, onNext, final }, models, failures, async (offer) => {
    const model = await parts.videoModel(offer);
    const shots = await shotsOf(parts, job, request, await model.lengths());
    const first = await startClip(parts, job, model, request, shots[0]!, hasTime);
    const clips = shots.map((_, at) => (at === 0 ? { operation: first, kept: false } : { kept: false }));
    await parts.jobs.saveOperation(job, writeState({ model: offer.id, clips }));
  });
}

/**
 * A later step: starts what isn't started, stores what is done, and joins the clips when all of them are there. One clip that is refused or
 * fails ends the film; the others are cancelled, those too that this step has started.
 */
export async function lookAtFilm(parts: FilmParts, job: Job, look: number, end: number): Promise<Job> {
  let latest = job;
  const save = async (state: FilmState): Promise<void> => {
    const operation = writeState(state);
    await parts.jobs.saveOperation(job, operation);
    latest = { ...job, operation };
  };
  try {
    return await advance(parts, job, look, end, save);
  } catch (error) {
    if (isFault(error)) await dropFilm(parts, latest).catch(() => undefined);
    throw error;
  }
}

async function advance(parts: FilmParts, job: Job, look: number, end: number, save: (state: FilmState) => Promise<void>): Promise<Job> {
  const request = await filmOf(parts, job);
  let state = readState(job.operation!);
  const model = await parts.videoModel(await modelOf(parts, state));
  const shots = await shotsOf(parts, job, request, await model.lengths());
  for (const [index, { operation, kept }] of state.clips.entries()) {
    if (kept || parts.clock() + START_MS > end) continue;
    const change =
      operation === undefined
        ? { operation: await startClip(parts, job, model, request, shots[index]!, () => parts.clock() + START_MS < end), kept: false }
        : (await keepClip(parts, job, model, operation, index)) && { operation, kept: true };
    if (!change) continue;
    state = withClip(state, index, change);
    await save(state);
  }
  if (state.clips.every(({ kept }) => kept)) return finishFilm(parts, job, request, shots);
  await parts.send({ account: job.account, job: job.id, look: look + 1 }, parts.pollSeconds);
  return job;
}

/** After a failure that may have started something, a second call might be a second paid clip. */
function startClip(
  parts: FilmParts,
  job: Job,
  model: VideoModel,
  { input }: FilmRequest,
  shot: Shot,
  hasTime: () => boolean,
): Promise<string> {
  const { prompt, seconds: length } = shot;
  const order = { prompt, seconds: length, aspectRatio: input.aspectRatio, tier: 'preview' } as const;
  const onRetry = (error: unknown) => parts.onRetry(job, error);
  return attempt(() => model.start(order), { sleep: parts.sleep, hasTime, onRetry, passing: isUnstarted });
}

/** Stores a clip that is done; answers whether it is. */
async function keepClip({ media }: FilmParts, job: Job, model: VideoModel, operation: string, index: number): Promise<boolean> {
  const progress = await orLater(model.look(operation));
  if (progress?.state === 'refused') return fail('ai.refused', { reason: progress.reason });
  if (progress?.state === 'failed') return fail('ai.unavailable', { reason: progress.reason });
  const clip = progress?.state === 'done' ? await orLater(model.download(progress.location)) : undefined;
  if (clip) await media.put(partKey(job, String(index)), clip);
  return clip !== undefined;
}

/** That the provider can't be asked just now says nothing of the clip: the job's deadline ends it if need be. */
async function orLater<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isFault(error, 'ai.busy') || isFault(error, 'ai.unavailable')) return undefined;
    throw error;
  }
}

async function finishFilm(parts: FilmParts, job: Job, request: FilmRequest, shots: readonly Shot[]): Promise<Job> {
  const { media, jobs, joinClips, clock, readVideoFacts } = parts;
  const files = await Promise.all(shots.map((_, index) => media.get(partKey(job, String(index)))));
  const clips = files.map((file, index) => ({ bytes: file?.bytes ?? lost(job, index), shown: shots[index]!.shown }));
  const video = { type: VIDEO, bytes: await joinClips(clips).catch(unfit) };
  await media.put(outputKey(job), video);
  const outcome = { state: 'succeeded', video: await readVideoFacts(video), leaves: creationOf(job, request) } as const;
  return dropUnpaid(media, await jobs.settle(job, outcome, clock()));
}

/** Clips that don't fit together are the model's fault, not ours nor the customer's. */
const unfit = (cause: unknown) => fail('ai.unavailable', { reason: `the clips don't join: ${String(cause)}`, permanent: true }, { cause });

const lost = (job: Job, index: number): never => {
  throw new Error(`clip ${index} of ${job.id} is gone`);
};

const TITLE = 30;
const CONTENT = 300;

function creationOf({ output: file }: Job, { input: { script } }: FilmRequest): NewCreation {
  const signs = Array.from(script);
  return { type: 'video', title: signs.slice(0, TITLE).join('').replace(/\s+/g, ' '), content: signs.slice(0, CONTENT).join(''), file };
}

/** Clips that nobody will pay for needn't be finished. What can't be cancelled any more is no fault of ours. */
export async function dropFilm(parts: FilmParts, job: Job): Promise<void> {
  if (job.operation === undefined) return;
  const state = readState(job.operation);
  const model = await parts.videoModel(await modelOf(parts, state));
  for (const { operation, kept } of state.clips) if (operation !== undefined && !kept) await model.cancel(operation).catch(() => undefined);
}

async function modelOf({ catalogue }: Pick<FilmParts, 'catalogue'>, { model }: FilmState): Promise<OfferedModel> {
  const found = offered(await catalogue.stored()).find(({ id }) => id === model);
  return found ?? fail('ai.retired', { reason: `model ${model} was removed while it made a film` });
}

async function filmOf({ jobs }: Pick<FilmParts, 'jobs'>, job: Job): Promise<FilmRequest> {
  const request = await jobs.request(job.account, job.id);
  if (request.kind !== 'video') throw new Error(`job ${job.id} is a ${request.kind}`);
  return request;
}
