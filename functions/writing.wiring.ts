import { setTimeout as sleep } from 'node:timers/promises';
import { dynamoCatalogue } from '#shared/adapters/dynamo/catalogue.ts';
import { dynamoJobs } from '#shared/adapters/dynamo/jobs.ts';
import { dynamoRests } from '#shared/adapters/dynamo/rests.ts';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import { s3Media } from '#shared/adapters/s3/media.ts';
import { ssmSecrets } from '#shared/adapters/ssm/secrets.ts';
import type { Contract } from '#shared/contract/endpoint.ts';
import { type Environment, secretsOf } from '#shared/contract/environment.ts';
import { seconds, systemClock } from '#shared/kernel/clock.ts';
import { textModels } from './models/texts.wiring.ts';
import { logJobFault, logModelRetry } from './workers/fault.wiring.ts';

/** What writing a text takes, whoever asked for it. */
export const writing = (env: Environment, table: Table, { uses, timeoutSeconds }: Pick<Contract, 'uses' | 'timeoutSeconds'>) => ({
  ...{ jobs: dynamoJobs(table), media: s3Media(env), catalogue: dynamoCatalogue(table), rests: dynamoRests(table) },
  textModel: textModels(env, ssmSecrets(env, secretsOf(uses))),
  ...{ onFault: logJobFault, onRetry: logModelRetry, clock: systemClock, sleep },
  timeoutMs: seconds(Number(env.TEXT_TIMEOUT_SECONDS)),
  budgetMs: seconds(timeoutSeconds!),
});
