import { type Clock, hours } from '../../kernel/clock.ts';
import { fail } from '../../kernel/fault.ts';
import { isGone } from '../jobs/lifetimes.ts';
import type { Jobs } from '../jobs/ports.ts';
import { isFinal } from '../jobs/types.ts';
import { isPassing, isPublicName, publicKey } from './names.ts';
import type { Media } from './ports.ts';

const URL_SECONDS = hours(1) / 1000;

export interface LocateParts {
  media: Pick<Media, 'exists' | 'owner' | 'readUrl'>;
  jobs: Pick<Jobs, 'byOutput' | 'find'>;
  clock: Clock;
}

/** Where the file of this name is served from, or that its video is still in the making. `media.not_found` for anything else. */
export async function locate(parts: LocateParts, name: string): Promise<{ url: string } | 'processing'> {
  if (!isPublicName(name)) return fail('media.not_found');
  if (isPassing(name)) return locatePassing(parts, name);
  const { media, jobs } = parts;
  if (await media.exists(publicKey(name))) return { url: await media.readUrl(publicKey(name), URL_SECONDS) };
  const job = await jobs.byOutput(name);
  return job && !isFinal(job) ? 'processing' : fail('media.not_found');
}

/** A partner's photo or its result: gone when its job is, whether the object has been removed by then or not. */
async function locatePassing({ media, jobs, clock }: LocateParts, name: string): Promise<{ url: string }> {
  const owner = (await media.owner(publicKey(name))) ?? fail('media.not_found');
  const job = await jobs.find(owner.account, owner.job);
  if (!job || isGone(job, clock())) return fail('media.not_found');
  const leftMs = (job.goneAt ?? Number.POSITIVE_INFINITY) - clock();
  return { url: await media.readUrl(publicKey(name), Math.max(1, Math.floor(Math.min(leftMs / 1000, URL_SECONDS)))) };
}
