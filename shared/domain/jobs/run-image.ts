import { seconds } from '../../kernel/clock.ts';
import type { Media } from '../media/ports.ts';
import { readable } from '../models/answer.ts';
import type { ImageModel, Picture } from '../models/ports.ts';
import { imagePrompt } from '../prompts/image.ts';
import { attempt } from './attempt.ts';
import type { Jobs, Sleep } from './ports.ts';
import { type PresentParts, present } from './present.ts';
import { type PictureWorkParts, runPictureJob } from './run-picture.ts';
import { isMini, type Job } from './types.ts';

export interface ImageWorkParts extends PresentParts, PictureWorkParts {
  jobs: Pick<Jobs, 'claim' | 'request' | 'settle'>;
  media: Pick<Media, 'get' | 'put' | 'exists' | 'remove'>;
  images: ImageModel;
  sleep: Sleep;
  /** Puts on record that the model is asked once more than `attempts` says. */
  onRetry: (job: Job, error: unknown) => void;
  /** How long one call of the model may take. */
  timeoutMs: number;
}

/** What is left to do after the model's last answer: storing the picture and settling. */
const RESERVE_MS = seconds(10);

/** Restores, changes clothes, or edits as asked. */
export const runImageJob = (parts: ImageWorkParts, message: { account: string; job: string }): Promise<Job | undefined> =>
  runPictureJob(parts, message, (job, end) => make(parts, job, end));

async function make(parts: ImageWorkParts, job: Job, end: number): Promise<Picture> {
  const { images, normalise, jobs, sleep, clock, timeoutMs } = parts;
  const request = await jobs.request(job.account, job.id);
  if (!isMini(request) || request.kind === 'animate') throw new Error(`job ${job.id} is a ${request.kind}`);
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
