import { apiGatewaySender } from '#shared/adapters/apigateway/send.ts';
import { dynamoConnections } from '#shared/adapters/dynamo/connections.ts';
import { changesIn } from '#shared/adapters/dynamo/stream.ts';
import { dynamoTable } from '#shared/adapters/dynamo/table.ts';
import type { Job } from '#shared/domain/jobs/types.ts';
import { tellJob } from '#shared/domain/live/tell.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { errorFacts, log } from '#shared/kernel/log.ts';
import { follow } from '#shared/worker/follow.ts';
import { liveJobs } from './jobs.contract.ts';

export const handler = follow(liveJobs, (env) => {
  const parts = {
    connections: dynamoConnections(dynamoTable(env)),
    send: apiGatewaySender(env),
    clock: systemClock,
    onError: (connection: string, error: unknown) => log('warn', 'live.untold', { connection, ...errorFacts(error) }),
  };
  return async (event) => {
    for (const { before, after } of changesIn<Job>(event)) await tellJob(parts, before, after);
  };
});
