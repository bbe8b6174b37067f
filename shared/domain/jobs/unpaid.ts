import type { Media } from '../media/ports.ts';
import { outputKey } from './output.ts';
import { isFinal, type Job } from './types.ts';

/**
 * Removes the result of a job that ended without being paid for: its name is known to the client from the start, and a
 * worker may have stored it and died before the job was cancelled or expired.
 */
export async function dropUnpaid<T extends Job | undefined>(media: Pick<Media, 'remove'>, job: T): Promise<T> {
  if (job && isFinal(job) && job.state !== 'succeeded') await media.remove(outputKey(job));
  return job;
}
