import { dynamoBindings } from '#shared/adapters/dynamo/bindings.ts';
import { dynamoCreations } from '#shared/adapters/dynamo/creations.ts';
import { dynamoPublications } from '#shared/adapters/dynamo/publications.ts';
import { sqsSender } from '#shared/adapters/sqs/send.ts';
import { variableOfQueue } from '#shared/contract/queues.ts';
import { type SubmitParts, submitPublication } from '#shared/domain/publishing/submit.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { errorFacts, log } from '#shared/kernel/log.ts';
import { platform } from '../auth.wiring.ts';
import { publishCreate } from './create.contract.ts';

export const handler = serve(publishCreate, (env) => {
  const { table, guards } = platform(env, publishCreate);
  const parts: SubmitParts = {
    publications: dynamoPublications(table),
    creations: dynamoCreations(table),
    bindings: dynamoBindings(table),
    send: sqsSender(env[variableOfQueue('publish-jobs')]),
    clock: systemClock,
    onUnsent: ({ account, number }, error) => log('warn', 'publication.unsent', { account, publication: number, ...errorFacts(error) }),
  };
  return {
    ...guards,
    handle: async ({ account, operation, body: { creation_id: creation, platforms, schedule_time: scheduledAt } }) => {
      const made = await submitPublication(parts, { account, operation, creation, platforms, scheduledAt: scheduledAt ?? undefined });
      return success({ publish_id: made.number, status: 'pending' as const }, '发布任务已创建');
    },
  };
});
