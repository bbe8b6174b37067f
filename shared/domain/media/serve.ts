import { hours } from '../../kernel/clock.ts';
import { fail } from '../../kernel/fault.ts';
import type { Jobs } from '../jobs/ports.ts';
import { isFinal } from '../jobs/types.ts';
import { isPublicName, publicKey } from './names.ts';
import type { Media } from './ports.ts';

const URL_SECONDS = hours(1) / 1000;

/** Where the file of this name is served from, or that its video is still in the making. `media.not_found` for anything else. */
export async function locate(
  { media, jobs }: { media: Pick<Media, 'exists' | 'readUrl'>; jobs: Pick<Jobs, 'byOutput'> },
  name: string,
): Promise<{ url: string } | 'processing'> {
  if (!isPublicName(name)) return fail('media.not_found');
  if (await media.exists(publicKey(name))) return { url: await media.readUrl(publicKey(name), URL_SECONDS) };
  const job = await jobs.byOutput(name);
  return job && !isFinal(job) ? 'processing' : fail('media.not_found');
}
