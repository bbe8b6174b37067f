import { outputKey } from '#shared/domain/jobs/output.ts';
import type { Books } from './invariants.ts';
import type { World } from './world.ts';

/** What was paid for is there; what was given back can't be fetched. A job that no worker had was put there to be found. */
export async function outputProblems({ stack }: World, { jobs }: Books): Promise<string[]> {
  const found: string[] = [];
  for (const job of jobs.filter(({ state, attempts }) => state !== 'succeeded' || attempts > 0)) {
    const { status } = await fetch(`${stack.env.AWS_ENDPOINT_URL_S3}/${stack.bucket}/${outputKey(job)}`, { method: 'HEAD' });
    const isThere = status === 200;
    if (isThere !== (job.state === 'succeeded'))
      found.push(`job is ${job.state}, and its result is ${isThere ? 'there' : `not there (${status})`}`);
  }
  return found;
}
