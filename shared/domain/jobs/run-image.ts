import { seconds } from '../../kernel/clock.ts';
import type { Media } from '../media/ports.ts';
import { readable } from '../models/answer.ts';
import type { ImageModel, Picture } from '../models/ports.ts';
import { makeNewPicture, type NewPictureParts, pictureCreation } from '../pictures/run.ts';
import { imagePrompt } from '../prompts/image.ts';
import { attempt } from './attempt.ts';
import type { Jobs } from './ports.ts';
import { type PresentParts, present } from './present.ts';
import { type PictureWorkParts, runPictureJob } from './run-picture.ts';
import { isMini, type Job } from './types.ts';

export interface ImageWorkParts extends PresentParts, PictureWorkParts, NewPictureParts {
  jobs: Pick<Jobs, 'claim' | 'request' | 'settle'>;
  media: Pick<Media, 'get' | 'put' | 'exists' | 'remove'>;
  images: ImageModel;
}

/** What is left to do after the model's last answer: storing the picture and settling. */
const RESERVE_MS = seconds(10);

/** Restores, changes clothes, edits as asked; makes a new picture, which becomes a creation. */
export const runImageJob = (parts: ImageWorkParts, message: { account: string; job: string }): Promise<Job | undefined> =>
  runPictureJob(
    parts,
    message,
    (job, end) => make(parts, job, end),
    (job) => pictureCreation(parts, job),
  );

async function make(parts: ImageWorkParts, job: Job, end: number): Promise<Picture> {
  const { images, normalise, jobs, sleep, clock, timeoutMs } = parts;
  const request = await jobs.request(job.account, job.id);
  if (request.kind === 'image') return makeNewPicture(parts, job, request, end);
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
