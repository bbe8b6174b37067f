import { dynamoFindCreation } from '#shared/adapters/dynamo/find-creation.ts';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import type { Creation } from '#shared/domain/creations/types.ts';
import type { Job } from '#shared/domain/jobs/types.ts';
import { fail } from '#shared/kernel/fault.ts';

/** What a finished job made, as it is now. `creation.not_found` when that was deleted. */
export const creationOf = async (table: Table, { account, creation }: Job): Promise<Creation> =>
  (await dynamoFindCreation(table).find(account, creation!)) ?? fail('creation.not_found');

/** Answers the finished job, unless what it made was deleted: then its links are dead, and it is `creation.not_found`. */
export const withCreation =
  (table: Table) =>
  async (job: Job): Promise<Job> => {
    await creationOf(table, job);
    return job;
  };
