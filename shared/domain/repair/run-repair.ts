import { minutes, seconds } from '../../kernel/clock.ts';
import { fail } from '../../kernel/fault.ts';
import type { Jobs, Sleep } from '../jobs/ports.ts';
import { type PictureWorkParts, runPictureJob } from '../jobs/run-picture.ts';
import type { Job } from '../jobs/types.ts';
import { stepsPrefix } from '../media/names.ts';
import type { Media } from '../media/ports.ts';
import type { Picture } from '../models/ports.ts';
import { keptSteps } from './kept-steps.ts';
import { repairPicture } from './repair.ts';
import type { RepairParts } from './step.ts';

export interface RepairWorkParts extends Omit<PictureWorkParts, 'patienceMs'>, Omit<RepairParts, 'cache' | 'attempt'> {
  jobs: Pick<Jobs, 'claim' | 'request' | 'settle' | 'noteObject'>;
  media: Pick<Media, 'get' | 'put' | 'exists' | 'remove'>;
  sleep: Sleep;
  /** Puts on record that the model is asked once more than `attempts` says. */
  onRetry: (job: Job, error: unknown) => void;
}

/** What is left to do after the model's last answer: the result at its full size, storing it, settling. */
const RESERVE_MS = seconds(45);
/** All attempts at a photo together, from its first one on. A worker that runs out of time or memory has no other end. */
const PATIENCE_MS = minutes(15);

/** Repairs a partner's photo. */
export const runRepairJob = (parts: RepairWorkParts, message: { account: string; job: string }): Promise<Job | undefined> =>
  runPictureJob({ ...parts, patienceMs: PATIENCE_MS }, message, (job, end) => make(parts, job, end));

async function make(parts: RepairWorkParts, job: Job, end: number): Promise<Picture> {
  const { jobs, media, clock, sleep, timeoutMs } = parts;
  const request = await jobs.request(job.account, job.id);
  if (request.kind !== 'repair') throw new Error(`job ${job.id} is a ${request.kind}`);
  const photo = (await media.get(request.source)) ?? fail('image.invalid', { reason: 'the photo is no longer there' });
  const cache = keptSteps(media, stepsPrefix(job.account), (key) => jobs.noteObject(job, key));
  const hasTime = () => clock() + timeoutMs + RESERVE_MS < end;
  const attempt = { sleep, hasTime, onRetry: (error: unknown) => parts.onRetry(job, error) };
  return repairPicture({ ...parts, cache, attempt }, photo, request.repair);
}
