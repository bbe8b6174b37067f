import type { Table } from '#shared/adapters/dynamo/table.ts';
import { s3Media } from '#shared/adapters/s3/media.ts';
import type { Environment } from '#shared/contract/environment.ts';
import { wholeText } from '#shared/domain/creations/content.ts';
import type { Job } from '#shared/domain/jobs/types.ts';
import { creationOf } from './made.wiring.ts';

/** The text of a finished job, as its creation now has it. `creation.not_found` when that was deleted. */
export function textsOf(env: Environment, table: Table): (job: Job) => Promise<string> {
  const media = s3Media(env);
  return async (job) => wholeText(media, await creationOf(table, job));
}
