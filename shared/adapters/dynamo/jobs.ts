import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import type { ClaimedJob, Jobs } from '../../domain/jobs/ports.ts';
import { isFinal, type Job, type JobRequest } from '../../domain/jobs/types.ts';
import { hours } from '../../kernel/clock.ts';
import { type Expression, getItem, type Key, putItem, queryItems, toRaw, updateItem } from './items.ts';
import { due, keys } from './keys.ts';
import { readLedger } from './ledger-record.ts';
import { type Alongside, NO_LONGER_DUE, settleJob } from './settle.ts';
import type { Table } from './table.ts';

const MISSING: Expression = { condition: 'attribute_not_exists(pk)' };

/** `alongside`: what else is written when a job ends, in the same transaction. */
export function dynamoJobs(table: Table, alongside?: Alongside): Jobs {
  const find = async (account: string, id: string) => getItem<Job>(table, keys.job(account, id));
  return {
    find,
    create: async (job, request, options) => {
      const beside = [putItem(table, { ...keys.request(job.account, job.id), ...request })];
      if (options?.announce) beside.push(putItem(table, announcement(job)));
      await Promise.all(beside);
      const written = await putItem<Job>(table, { ...keys.job(job.account, job.id), ...job, ...due(job.id, job.deadline) }, MISSING);
      return written.ok ? job : (written.old ?? job);
    },
    withdraw: async (job) => {
      // An announcement of its output would lead nowhere, and expires by itself.
      const written: Key[] = [keys.job(job.account, job.id), keys.request(job.account, job.id)];
      await Promise.all(
        written.map((key) => table.client.send(new DeleteItemCommand({ TableName: table.name, Key: toRaw({ pk: key.pk, sk: key.sk }) }))),
      );
    },
    request: async (account, id) => {
      const item = await getItem<JobRequest>(table, keys.request(account, id), { consistent: false });
      return item ?? (await getItem<JobRequest>(table, keys.request(account, id))) ?? lost(id);
    },
    claim: (account, id, { now, until }) =>
      take(table, keys.job(account, id), {
        update: 'SET #state = :running, leaseUntil = :until, attempts = attempts + :one',
        condition: '#state = :queued OR (#state = :running AND leaseUntil < :now)',
        names: { '#state': 'state' },
        values: { ':running': 'running', ':queued': 'queued', ':until': until, ':now': now, ':one': 1 },
      }),
    claimLook: async (account, id, look, { now, until }) => {
      const claimed = await take(table, keys.job(account, id), {
        update: 'SET look = :look, leaseUntil = :until',
        condition:
          '#state = :running AND attribute_exists(operation) AND (attribute_not_exists(look) OR look < :look OR (look = :look AND leaseUntil < :now))',
        names: { '#state': 'state' },
        values: { ':running': 'running', ':look': look, ':until': until, ':now': now },
      });
      return claimed.state === 'busy' && (claimed.seen?.look ?? 0) > look ? { state: 'over' } : claimed;
    },
    saveOperation: async (job, operation) => {
      await updateItem(table, keys.job(job.account, job.id), { update: 'SET operation = :operation', values: { ':operation': operation } });
    },
    settle: (job, outcome, now) => settleJob(table, job, outcome, now, { alongside }),
    revoke: (job, outcome, now) => settleJob(table, job, outcome, now, { alongside, staysDue: true }),
    clearDue: async (job) => {
      await updateItem(table, keys.job(job.account, job.id), { update: NO_LONGER_DUE, condition: 'attribute_exists(duePk)' });
    },
    finished: async (account, limit) => {
      const record = await readLedger(table, account);
      if (!record) return { jobs: [], total: 0 };
      // Jobs that still run are among the newest: as many more are read.
      const Limit = limit + Object.keys(record.holds).length;
      const values = { ':pk': keys.account(account).pk, ':job': 'JOB#' };
      const newest = await queryItems<Job>(table, 'pk = :pk AND begins_with(sk, :job)', values, { ScanIndexForward: false, Limit });
      return { jobs: newest.filter(isFinal).slice(0, limit), total: record.jobsEnded };
    },
    byOutput: async (name) => {
      const pointer = await getItem<{ account: string; job: string }>(table, keys.media(name));
      return pointer && find(pointer.account, pointer.job);
    },
  };
}

const lost = (id: string): never => {
  throw new Error(`job ${id} has no request`);
};

const announcement = (job: Job) => ({
  ...keys.media(job.output),
  account: job.account,
  job: job.id,
  expiresAt: Math.floor((job.deadline + hours(24)) / 1000),
});

/** A lease on a job, or why there is none. */
async function take(table: Table, key: Key, expression: Expression): Promise<ClaimedJob & { seen?: Job }> {
  const taken = await updateItem<Job>(table, key, expression);
  if (taken.ok) return { state: 'claimed', job: taken.item! };
  const seen = taken.old;
  if (!seen) return { state: 'over' };
  return isFinal(seen) ? { state: 'over', job: seen } : { state: 'busy', seen };
}
