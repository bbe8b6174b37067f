import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type { Schedule } from '../contract/endpoint.ts';
import { type Environment, pickEnvironment } from '../contract/environment.ts';
import { log } from '../kernel/log.ts';

/** What a timed task gets: whether there is time left for another item before the Lambda ends. */
export interface Timed {
  hasTime: () => boolean;
}

const RESERVE_MS = 10_000;

/** The Lambda handler of a timed task; its facts go to the log. `wire` is called once, on the first run. */
export function timed(contract: Schedule, wire: (env: Environment) => (timed: Timed) => Promise<Record<string, unknown>>) {
  let run: ((timed: Timed) => Promise<Record<string, unknown>>) | undefined;
  return middy<unknown, void, Error, Context>().handler(async (_event: unknown, context: Context) => {
    run ??= wire(pickEnvironment(contract.uses, process.env));
    const startedAt = Date.now();
    const facts = await run({ hasTime: () => context.getRemainingTimeInMillis() > RESERVE_MS });
    log('info', 'schedule', { function: contract.id, ms: Date.now() - startedAt, ...facts });
  });
}
