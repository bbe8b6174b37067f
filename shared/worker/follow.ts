import middy from '@middy/core';
import type { Context, DynamoDBStreamEvent } from 'aws-lambda';
import type { Follower } from '../contract/endpoint.ts';
import { type Environment, pickEnvironment } from '../contract/environment.ts';
import { log } from '../kernel/log.ts';

/** The Lambda handler of a follower. What throws is delivered again, for as long as the stack says. `wire` is called once, on the first batch. */
export function follow(contract: Follower, wire: (env: Environment) => (event: DynamoDBStreamEvent) => Promise<unknown>) {
  let handle: ((event: DynamoDBStreamEvent) => Promise<unknown>) | undefined;
  return middy<DynamoDBStreamEvent, void, Error, Context>().handler(async (event: DynamoDBStreamEvent) => {
    handle ??= wire(pickEnvironment(contract.uses, process.env));
    const startedAt = Date.now();
    await handle(event);
    log('info', 'changes', { function: contract.id, changes: event.Records.length, ms: Date.now() - startedAt });
  });
}
