import { siteUrlOf } from '#functions/publishing.wiring.ts';
import { ssmVault } from '#functions/vault.wiring.ts';
import { dynamoBindings } from '#shared/adapters/dynamo/bindings.ts';
import { dynamoCreations } from '#shared/adapters/dynamo/creations.ts';
import { dynamoPublications } from '#shared/adapters/dynamo/publications.ts';
import { dynamoTable } from '#shared/adapters/dynamo/table.ts';
import { drawCover } from '#shared/adapters/png/cover.ts';
import { s3Media } from '#shared/adapters/s3/media.ts';
import { sqsSender } from '#shared/adapters/sqs/send.ts';
import { wechatPublishing } from '#shared/adapters/wechat-oa/publishing.ts';
import { variableOfQueue } from '#shared/contract/queues.ts';
import { runPublication } from '#shared/domain/publishing/run.ts';
import { seconds, systemClock } from '#shared/kernel/clock.ts';
import { log } from '#shared/kernel/log.ts';
import { consume } from '#shared/worker/consume.ts';
import { publishWorker } from './publish.message.ts';

/** What a worker that was ended in its last moment may still have on the way. */
const LEASE_RESERVE_SECONDS = 5;

export const handler = consume(publishWorker, (env) => {
  const table = dynamoTable(env);
  const parts = {
    publications: dynamoPublications(table),
    bindings: dynamoBindings(table),
    creations: dynamoCreations(table),
    vault: ssmVault(env),
    wechat: wechatPublishing(env),
    media: s3Media(env),
    drawCover,
    siteUrl: siteUrlOf(env),
    send: sqsSender(env[variableOfQueue(publishWorker.queue)]),
    clock: systemClock,
    leaseMs: seconds(publishWorker.timeoutSeconds! + LEASE_RESERVE_SECONDS),
    onSettled: ({ account, number }, platform, { state, reason }) =>
      log(state === 'published' ? 'info' : 'warn', `publication.${state}`, { account, publication: number, platform, reason }),
  } satisfies Parameters<typeof runPublication>[0];
  return (message) => runPublication(parts, message);
});
