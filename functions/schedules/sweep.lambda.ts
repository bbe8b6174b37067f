import { creditParts } from '#functions/wechat/credit.wiring.ts';
import { dynamoDue } from '#shared/adapters/dynamo/due.ts';
import { dynamoJobs } from '#shared/adapters/dynamo/jobs.ts';
import { dynamoPrepaid } from '#shared/adapters/dynamo/prepaid.ts';
import { dynamoTable } from '#shared/adapters/dynamo/table.ts';
import { s3Media } from '#shared/adapters/s3/media.ts';
import { ssmSecrets } from '#shared/adapters/ssm/secrets.ts';
import { wechatPay } from '#shared/adapters/wechat/pay.ts';
import { secretsOf } from '#shared/contract/environment.ts';
import { sweep as sweepDue } from '#shared/domain/due/sweep.ts';
import { expireJob } from '#shared/domain/jobs/expire.ts';
import { expireLot } from '#shared/domain/partners/expire-lot.ts';
import { endDueOrder } from '#shared/domain/payments/credit.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { errorFacts, log } from '#shared/kernel/log.ts';
import { timed } from '#shared/worker/timed.ts';
import { sweep } from './sweep.contract.ts';

export const handler = timed(sweep, (env) => {
  const table = dynamoTable(env);
  const gateway = wechatPay(env, ssmSecrets(env, secretsOf(sweep.uses)), systemClock);
  const payments = { ...creditParts(env), gateway };
  const work = { jobs: dynamoJobs(table), media: s3Media(env), clock: systemClock };
  const uploads = { prepaid: dynamoPrepaid(table), clock: systemClock };
  return async ({ hasTime }) => {
    const settled = await sweepDue({
      findDue: dynamoDue(table),
      handlers: {
        job: (item) => expireJob(work, item),
        order: ({ order }) => endDueOrder(payments, order),
        lot: (item) => expireLot(uploads, item),
      },
      clock: systemClock,
      hasTime,
      onError: (item, error) => log('error', 'sweep.failed', { ...item, ...errorFacts(error) }),
    });
    return { settled };
  };
});
