import { publicKey } from '../media/names.ts';
import type { Media } from '../media/ports.ts';
import { outputKey } from './output.ts';
import type { Jobs } from './ports.ts';
import type { Job } from './types.ts';

/** Removes everything of a job: its upload, its result, what was made in between, its records. Whatever stops half-way is done again. */
export async function forgetJob({ jobs, media }: { jobs: Pick<Jobs, 'forget'>; media: Pick<Media, 'remove'> }, job: Job): Promise<void> {
  const objects = [publicKey(job.original), outputKey(job), ...(job.objects ?? [])];
  await Promise.all(objects.map((key) => media.remove(key)));
  await jobs.forget(job);
}
