import type { Books } from './invariants.ts';
import type { World } from './world.ts';

/** Calls that a provider is paid for. */
const PAID = /^POST .*(:generateContent|\/interactions|:predictLongRunning)(\?|$)/;

/** How often a model was asked to make something. */
export const paidCalls = ({ stack }: World): number =>
  stack.outside.calls.list('gemini').filter(({ method, path }) => PAID.test(`${method} ${path}`)).length;

/** A provider is asked once for each job; whatever it is asked beyond that is on record: as an attempt of the job, or in the log. */
export function providerProblems(world: World, { jobs }: Books): string[] {
  const again = jobs
    .filter(({ id }) => world.operations.of(id) > 1)
    .map(({ kind }) => `${kind} was ordered again, though its order was on record`);
  const asked = paidCalls(world);
  const attempts = jobs.reduce((sum, job) => sum + Math.max(1, job.attempts), 0);
  // A video that may have begun is never ordered again within an attempt: it costs too much.
  const logged = world.logs.filter(({ event, kind }) => event === 'model.retry' && kind !== 'animate').length;
  if (asked <= attempts + logged) return again;
  return [...again, `the model was asked ${asked} times for ${attempts} attempts and ${logged} logged retries`];
}
