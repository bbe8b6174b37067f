import type { JobKind } from '#shared/domain/jobs/types.ts';
import type { Books } from './invariants.ts';
import type { World } from './world.ts';

/** Calls that a provider is paid for. */
const PAID = /^POST .*(:(stream)?generateContent|\/interactions|:predictLongRunning|\/chat\/completions)(\?|$)/i;
const MODELS = ['gemini', 'qwen'];

/** How often a model was asked to make something. */
export const paidCalls = ({ stack }: World): number =>
  MODELS.flatMap((service) => stack.outside.calls.list(service)).filter(({ method, path }) => PAID.test(`${method} ${path}`)).length;

/** How often an attempt asks a model; what isn't here asks as often as it does when nothing goes wrong (`usual`). */
const callsOf: Partial<Record<JobKind, number>> = { restore_photo: 1, outfit_change: 1, custom: 1, animate: 1 };

/**
 * A provider is asked as often as each job's work takes; whatever it is asked beyond that is on record: as an attempt of the job, or in the
 * log.
 */
export function providerProblems(world: World, { jobs }: Books, usual = 1): string[] {
  const again = jobs
    .filter(({ id }) => world.operations.of(id) > 1)
    .map(({ kind }) => `${kind} was ordered again, though its order was on record`);
  const asked = paidCalls(world);
  const allowed = jobs.reduce((sum, job) => sum + (callsOf[job.kind] ?? usual) * Math.max(1, job.attempts), 0);
  // A video that may have begun is never ordered again within an attempt: it costs too much.
  const logged = world.logs.filter(({ event, kind }) => event === 'model.retry' && kind !== 'animate').length;
  if (asked <= allowed + logged) return again;
  return [...again, `the model was asked ${asked} times instead of ${allowed}, and ${logged} retries were logged`];
}
