import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { lifetimes } from '../../domain/jobs/lifetimes.ts';
import type { ClaimedJob, Jobs } from '../../domain/jobs/ports.ts';
import { isFinal, type Job, type JobRequest } from '../../domain/jobs/types.ts';
import { hours } from '../../kernel/clock.ts';
import { dynamoFindJob } from './find-job.ts';
import { type Expression, getItem, type Key, putItem, queryItems, toRaw, updateItem } from './items.ts';
import { due, keys } from './keys.ts';
import { readLedger } from './ledger-record.ts';
import { type Alongside, NO_LONGER_DUE, settleJob } from './settle.ts';
import type { Table } from './table.ts';

const MISSING: Expression = { condition: 'attribute_not_exists(pk)' };

/** `alongside`: what else is written when a job ends, in the same transaction. */
export function dynamoJobs(table: Table, alongside?: Alongside): Jobs {
  const { find } = dynamoFindJob(table);
  return {
    find,
    create: async (job, request, options) => {
      const net = safetyNet(job);
      const beside = [putItem(table, { ...keys.request(job.account, job.id), ...request, ...net })];
      if (options?.announce) beside.push(putItem(table, announcement(job)));
      await Promise.all(beside);
      const written = await putItem<Job>(
        table,
        { ...keys.job(job.account, job.id), ...job, ...due(job.id, job.deadline), ...net },
        MISSING,
      );
      return written.ok ? job : (written.old ?? job);
    },
    // An announcement of its output would lead nowhere, and expires by itself.
    withdraw: (job) => removeBoth(table, job),
    forget: (job) => removeBoth(table, job),
    request: async (account, id) => {
      const item = await getItem<JobRequest>(table, keys.request(account, id), { consistent: false });
      return item ?? (await getItem<JobRequest>(table, keys.request(account, id))) ?? lost(id);
    },
    claim: (account, id, { now, until, deadline }) =>
      take(table, keys.job(account, id), {
        update: `SET #state = :running, leaseUntil = :until, attempts = attempts + :one${deadline === undefined ? '' : NEW_DEADLINE}`,
        condition: '#state = :queued OR (#state = :running AND leaseUntil < :now)',
        names: { '#state': 'state' },
        values: { ':running': 'running', ':queued': 'queued', ':until': until, ':now': now, ':one': 1, ':deadline': deadline },
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
    noteObject: async (job, key) => {
      const noted = await updateItem(table, keys.job(job.account, job.id), {
        update: 'ADD #objects :key',
        names: { '#objects': 'objects' },
        condition: 'attribute_exists(pk)',
        values: { ':key': new Set([key]) },
      });
      if (!noted.ok) throw new Error(`job ${job.id} is gone`);
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

const NEW_DEADLINE = ', deadline = :deadline, dueAt = :deadline';

/** Where nothing is to stay, DynamoDB itself removes what the sweeper should have, some days later. */
const safetyNet = ({ kind, deadline }: Job): { expiresAt?: number } =>
  lifetimes[kind] === undefined ? {} : { expiresAt: Math.floor((deadline + hours(48)) / 1000) };

/** The job last: as long as it is there, somebody comes back for the rest. */
async function removeBoth({ client, name }: Table, { account, id }: Job): Promise<void> {
  for (const Key of [keys.request(account, id), keys.job(account, id)].map(toRaw))
    await client.send(new DeleteItemCommand({ TableName: name, Key }));
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
