import { type Clock, seconds } from '../../kernel/clock.ts';
import type { Media } from '../media/ports.ts';
import { readable } from '../models/answer.ts';
import type { ImageModel, Picture } from '../models/ports.ts';
import { imagePrompt } from '../prompts/image.ts';
import { attempt, jobFault } from './attempt.ts';
import { outputKey } from './output.ts';
import type { Jobs, Sleep } from './ports.ts';
import { type PresentParts, present } from './present.ts';
import type { Job } from './types.ts';
import { dropUnpaid } from './unpaid.ts';

export interface ImageWorkParts extends PresentParts {
  jobs: Pick<Jobs, 'claim' | 'request' | 'settle'>;
  media: Pick<Media, 'get' | 'put' | 'exists' | 'remove'>;
  images: ImageModel;
  clock: Clock;
  sleep: Sleep;
  /** Tells an operator why work failed; the client is told less. */
  onFault: (job: Job, error: unknown) => void;
  /** Puts on record that the model is asked once more than `attempts` says. */
  onRetry: (job: Job, error: unknown) => void;
  /** How long one call of the model may take. */
  timeoutMs: number;
  /** How long this worker may take in all; its lease ends with it. */
  budgetMs: number;
}

/** What is left to do after the model's last answer: storing the picture and settling. */
const RESERVE_MS = seconds(10);

/**
 * Runs a picture job to its end. A repeated message finds it over; after a worker that died, the next one goes on where a
 * result is already stored, and asks the model again (counted in `attempts`) only where none is.
 * Throws where only another delivery of the message can help.
 */
export async function runImageJob(parts: ImageWorkParts, message: { account: string; job: string }): Promise<Job | undefined> {
  const { jobs, media, clock, budgetMs } = parts;
  const end = clock() + budgetMs;
  const claimed = await jobs.claim(message.account, message.job, { now: clock(), until: end });
  if (claimed.state === 'busy') throw new Error(`job ${message.job} is in another worker's hands`);
  if (claimed.state === 'over') return dropUnpaid(media, claimed.job);
  const { job } = claimed;
  try {
    if (job.attempts === 1 || !(await media.exists(outputKey(job)))) await media.put(outputKey(job), await make(parts, job, end));
  } catch (error) {
    const fault = jobFault(error);
    if (!fault) throw error;
    parts.onFault(job, error);
    return jobs.settle(job, { state: 'failed', fault }, clock());
  }
  return dropUnpaid(media, await jobs.settle(job, { state: 'succeeded' }, clock()));
}

async function make(parts: ImageWorkParts, job: Job, end: number): Promise<Picture> {
  const { images, normalise, jobs, sleep, clock, timeoutMs } = parts;
  const request = await jobs.request(job.account, job.id);
  if (request.kind === 'animate') throw new Error(`job ${job.id} is a video`);
  const pictures = [await present(parts, request.source, job.original)];
  if (request.kind === 'outfit_change' && request.reference)
    pictures.push(await present(parts, request.reference, request.referenceImage!));
  const prompt = imagePrompt(request);
  const hasTime = () => clock() + timeoutMs + RESERVE_MS < end;
  const made = await attempt(() => images.edit({ prompt, pictures, timeoutMs }), {
    sleep,
    hasTime,
    onRetry: (error) => parts.onRetry(job, error),
  });
  return readable(normalise(made));
}
