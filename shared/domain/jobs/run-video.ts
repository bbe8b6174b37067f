import { fail, isFault } from '../../kernel/fault.ts';
import { Later } from '../../kernel/later.ts';
import { dropFilm, type FilmParts, lookAtFilm, startFilm } from '../films/run.ts';
import type { Media } from '../media/ports.ts';
import type { Picture, VideoModel } from '../models/ports.ts';
import { videoPrompt } from '../prompts/video.ts';
import { attempt, isUnstarted, jobFault } from './attempt.ts';
import { outputKey } from './output.ts';
import type { Jobs } from './ports.ts';
import { type PresentParts, present } from './present.ts';
import { isFinal, type Job } from './types.ts';
import { dropUnpaid } from './unpaid.ts';

export interface VideoWorkParts extends PresentParts, FilmParts {
  jobs: Pick<Jobs, 'claim' | 'claimLook' | 'request' | 'saveOperation' | 'settle'>;
  media: Pick<Media, 'get' | 'put' | 'exists' | 'remove'>;
  videos: VideoModel;
  /** Tells an operator why work failed; the client is told less. */
  onFault: (job: Job, error: unknown) => void;
  /** How long one invocation may take; a lease ends with it. */
  budgetMs: number;
}

interface VideoMessage {
  account: string;
  job: string;
  look: number;
}

/** No invocation sleeps while the model works: the first starts the video, each later one looks at it once. */
export async function runVideoJob(parts: VideoWorkParts, message: VideoMessage): Promise<Job | undefined> {
  const { jobs, clock, budgetMs } = parts;
  const lease = { now: clock(), until: clock() + budgetMs };
  const { account, job: id, look } = message;
  const claimed = look === 0 ? await jobs.claim(account, id, lease) : await jobs.claimLook(account, id, look, lease);
  if (claimed.state === 'busy') throw new Later(`job ${id} is in another worker's hands`);
  if (claimed.state === 'over') {
    await dropOperation(parts, claimed.job);
    return dropUnpaid(parts.media, claimed.job);
  }
  const { job } = claimed;
  try {
    if (job.kind === 'video')
      return look === 0 ? await startFilm(parts, job, lease.until) : await lookAtFilm(parts, job, look, lease.until);
    return look === 0 ? await start(parts, job) : await lookAt(parts, job, look);
  } catch (error) {
    const fault = jobFault(error);
    if (!fault) throw error;
    parts.onFault(job, error);
    return jobs.settle(job, { state: 'failed', fault }, clock());
  }
}

/** Starts the video and saves its operation before anything else: from then on it is never started twice. */
async function start(parts: VideoWorkParts, job: Job): Promise<Job> {
  const { jobs, videos, sleep, send, pollSeconds } = parts;
  if (job.operation === undefined) {
    const request = await jobs.request(job.account, job.id);
    if (request.kind !== 'animate') throw new Error(`job ${job.id} is not a video`);
    const picture = await present(parts, request.source, job.original);
    const { negativePrompt, aspectRatio, modelType: tier } = request;
    const order = { prompt: videoPrompt(request), picture, aspectRatio, tier, ...(negativePrompt && { negativePrompt }) };
    // After a failure that may have started something, a second call might be a second paid video.
    const operation = await attempt(() => videos.start(order), {
      sleep,
      hasTime: () => true,
      onRetry: (error) => parts.onRetry(job, error),
      passing: isUnstarted,
    });
    await jobs.saveOperation(job, operation);
  }
  await send({ account: job.account, job: job.id, look: 1 }, pollSeconds);
  return job;
}

async function lookAt(parts: VideoWorkParts, job: Job, look: number): Promise<Job> {
  const { videos, send, pollSeconds } = parts;
  const progress = await orStillRunning(videos.look(job.operation!));
  if (progress.state === 'refused') return fail('ai.refused', { reason: progress.reason });
  if (progress.state === 'failed') return fail('ai.unavailable', { reason: progress.reason });
  const video = progress.state === 'done' ? await orStillRunning(videos.download(progress.location)) : progress;
  if ('bytes' in video) return keep(parts, job, video);
  await send({ account: job.account, job: job.id, look: look + 1 }, pollSeconds);
  return job;
}

/** That the provider can't be asked just now says nothing of the video: the job's deadline ends it if need be. */
async function orStillRunning<T>(asked: Promise<T>): Promise<T | { state: 'running' }> {
  try {
    return await asked;
  } catch (error) {
    if (isFault(error, 'ai.busy') || isFault(error, 'ai.unavailable')) return { state: 'running' };
    throw error;
  }
}

async function keep({ jobs, media, clock, readVideoFacts }: VideoWorkParts, job: Job, video: Picture): Promise<Job> {
  await media.put(outputKey(job), video);
  return dropUnpaid(media, await jobs.settle(job, { state: 'succeeded', video: await readVideoFacts(video) }, clock()));
}

/** A cancelled or expired video needn't be finished. What can't be cancelled any more is no fault of ours. */
async function dropOperation(parts: VideoWorkParts, job: Job | undefined): Promise<void> {
  if (job?.operation === undefined || !isFinal(job) || job.state === 'succeeded') return;
  if (job.kind === 'video') return dropFilm(parts, job).catch(() => undefined);
  await parts.videos.cancel(job.operation).catch(() => undefined);
}
