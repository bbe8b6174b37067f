import { gatewaysOf } from '#functions/gateways.wiring.ts';
import { creditParts } from '#functions/payments.wiring.ts';
import { dynamoDue } from '#shared/adapters/dynamo/due.ts';
import { dynamoJobs } from '#shared/adapters/dynamo/jobs.ts';
import { dynamoPrepaid } from '#shared/adapters/dynamo/prepaid.ts';
import { dynamoPublications } from '#shared/adapters/dynamo/publications.ts';
import { dynamoTable } from '#shared/adapters/dynamo/table.ts';
import { dynamoWebhooks, webhookAtEnd } from '#shared/adapters/dynamo/webhooks.ts';
import { s3Media } from '#shared/adapters/s3/media.ts';
import { sqsSender } from '#shared/adapters/sqs/send.ts';
import { ssmSecrets } from '#shared/adapters/ssm/secrets.ts';
import { secretsOf } from '#shared/contract/environment.ts';
import { variableOfQueue } from '#shared/contract/queues.ts';
import { sweep as sweepDue } from '#shared/domain/due/sweep.ts';
import { expireJob } from '#shared/domain/jobs/expire.ts';
import { expireLot } from '#shared/domain/partners/expire-lot.ts';
import { dueOrders } from '#shared/domain/payments/due-order.ts';
import { sendDuePublication } from '#shared/domain/publishing/due.ts';
import { dueWebhook } from '#shared/domain/webhooks/due-webhook.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { errorFacts, log } from '#shared/kernel/log.ts';
import { timed } from '#shared/worker/timed.ts';
import { sweep } from './sweep.contract.ts';

export const handler = timed(sweep, (env) => {
  const table = dynamoTable(env);
  const payments = { ...creditParts(env), ...gatewaysOf(env, ssmSecrets(env, secretsOf(sweep.uses))) };
  const work = { jobs: dynamoJobs(table, webhookAtEnd(table)), media: s3Media(env), clock: systemClock };
  const uploads = { prepaid: dynamoPrepaid(table), clock: systemClock };
  const publishing = { publications: dynamoPublications(table), send: sqsSender(env[variableOfQueue('publish-jobs')]), clock: systemClock };
  const send = sqsSender(env[variableOfQueue('webhooks')]);
  const telling = { webhooks: dynamoWebhooks(table), jobs: work.jobs, send, clock: systemClock };
  return async ({ hasTime }) => {
    const dueOrder = dueOrders(payments);
    const settled = await sweepDue({
      findDue: dynamoDue(table),
      handlers: {
        job: (item) => expireJob(work, item),
        publication: (item) => sendDuePublication(publishing, item),
        order: ({ order }) => dueOrder(order),
        lot: (item) => expireLot(uploads, item),
        webhook: (item) => dueWebhook(telling, item),
      },
      clock: systemClock,
      hasTime,
      onError: (item, error) => log('error', 'sweep.failed', { ...item, ...errorFacts(error) }),
    });
    return { settled };
  };
});
