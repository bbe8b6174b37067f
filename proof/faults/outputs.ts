import { publicKey } from '#shared/domain/media/names.ts';
import type { Books } from './invariants.ts';
import type { World } from './world.ts';

/** What was paid for is there; what was given back can't be fetched. */
export async function outputProblems({ stack }: World, { jobs }: Books): Promise<string[]> {
  const found: string[] = [];
  for (const { state, output } of jobs) {
    const { status } = await fetch(`${stack.env.AWS_ENDPOINT_URL_S3}/${stack.bucket}/${publicKey(output)}`, { method: 'HEAD' });
    const isThere = status === 200;
    if (isThere !== (state === 'succeeded'))
      found.push(`job is ${state}, and its result is ${isThere ? 'there' : `not there (${status})`}`);
  }
  return found;
}
