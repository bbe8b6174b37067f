import { type Clock, seconds } from '../../kernel/clock.ts';
import { fail } from '../../kernel/fault.ts';
import { type Operation, sortableId } from '../../kernel/ids.ts';
import { isGone } from '../jobs/lifetimes.ts';
import type { Jobs, Sleep } from '../jobs/ports.ts';
import type { Job } from '../jobs/types.ts';
import type { KnownPhotos, PhotoClaim, SamePhoto } from './photos.ts';

/** How long a request waits for another one that submits the same photo; that takes well under a second. */
const PATIENCE_MS = seconds(8);
const LOOK_MS = 100;

export interface ClaimPhotoParts {
  photos: KnownPhotos;
  jobs: Pick<Jobs, 'find'>;
  clock: Clock;
  sleep: Sleep;
}

/**
 * Either the job of the same photo, as long as it works or its result is there, or the operation under which it is to be submitted.
 * Of several requests at the same moment one submits and the others get its job. One that failed may be tried again.
 * `photo.submitting` when the other one takes too long.
 */
export async function claimPhoto(
  parts: ClaimPhotoParts,
  same: SamePhoto,
  operation: Operation,
): Promise<{ job: Job } | { operation: Operation }> {
  const { photos, clock, sleep } = parts;
  const end = clock() + PATIENCE_MS;
  while (clock() < end) {
    const claim = await photos.claim(same, operation, clock());
    const job = await usableJob(parts, same, claim);
    if (job) return { job };
    const mine = claim.state === 'done' ? await photos.replace(same, claim.operation, operation, clock()) : claim;
    if (mine.state === 'claimed') return { operation: mine.operation };
    await sleep(LOOK_MS);
  }
  return fail('photo.submitting', { retryAfter: LOOK_MS / 1000 });
}

async function usableJob({ jobs, clock }: ClaimPhotoParts, { account }: SamePhoto, claim: PhotoClaim): Promise<Job | undefined> {
  if (claim.state !== 'done') return undefined;
  const job = await jobs.find(account, sortableId('req', claim.operation));
  return job && !isGone(job, clock()) && job.state !== 'failed' && job.state !== 'cancelled' ? job : undefined;
}
