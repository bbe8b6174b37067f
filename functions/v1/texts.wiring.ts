import { dynamoCreations } from '#shared/adapters/dynamo/creations.ts';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import { s3Media } from '#shared/adapters/s3/media.ts';
import type { Environment } from '#shared/contract/environment.ts';
import { wholeText } from '#shared/domain/creations/content.ts';
import type { Job } from '#shared/domain/jobs/types.ts';
import { fail } from '#shared/kernel/fault.ts';

/** The text of a finished job, as its creation now has it. `creation.not_found` when that was deleted. */
export function textsOf(env: Environment, table: Table): (job: Job) => Promise<string> {
  const creations = dynamoCreations(table);
  const media = s3Media(env);
  return async ({ account, creation }) => wholeText(media, (await creations.find(account, creation!)) ?? fail('creation.not_found'));
}
