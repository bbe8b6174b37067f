import type { FindJobs, Jobs } from '../../domain/jobs/ports.ts';
import type { Job } from '../../domain/jobs/types.ts';
import { getItem, getItems } from './items.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

/** For who only looks: how jobs are begun and ended is 10 KB of a bundle. */
export const dynamoFindJob = (table: Table): Pick<Jobs, 'find'> => ({
  find: (account, id) => getItem<Job>(table, keys.job(account, id)),
});

export const dynamoFindJobs =
  (table: Table): FindJobs =>
  async (account, ids) =>
    ids.length === 0
      ? []
      : getItems<Job>(
          table,
          ids.map((id) => keys.job(account, id)),
        );
