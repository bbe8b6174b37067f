import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { lifetimes } from '../../domain/jobs/lifetimes.ts';
import type { Job, Outcome } from '../../domain/jobs/types.ts';
import { spendDescriptions } from '../../domain/points/prices.ts';
import { AGAIN, untilSettled } from './conflicts.ts';
import { creationWrites } from './creations.ts';
import { type Expression, updateItem } from './items.ts';
import { keys } from './keys.ts';
import { entryItem, type LedgerRecord, nextEntry, readLedger } from './ledger-record.ts';
import type { Table } from './table.ts';
import { insert, transact, update } from './transaction.ts';

/** An end as it is about to be written, with the account as it was read: if that has changed meanwhile, the end is made anew. */
export interface End {
  job: Job;
  outcome: Outcome;
  account: LedgerRecord;
  now: number;
}

/** What else an end writes, all or nothing with it. */
export type Alongside = (end: End) => TransactWriteItem[];

export const NO_LONGER_DUE = ' REMOVE duePk, dueAt, leaseUntil';
/** What goes some time after its end is due once more then. By that time no worker is at it any more. */
const DUE_WHEN_GONE = ', dueAt = :goneAt';

export interface SettleOptions {
  alongside?: Alongside | undefined;
  /** It is not its worker that ends it, so the sweeper has a last look; the lease stays too, which says until when the worker may be at it. */
  staysDue?: boolean;
}

/**
 * Ends a job: its own change of state, the end of its hold and (when it succeeded) its `spend` entry in one
 * transaction of at most 6 write units. Only the first end counts; a later one answers the job as it is.
 */
export async function settleJob(
  table: Table,
  job: Job,
  outcome: Outcome,
  now: number,
  { alongside = () => [], staysDue = false }: SettleOptions = {},
): Promise<Job> {
  return untilSettled(async () => {
    const account = await readLedger(table, job.account);
    const made = await creationOf(table, job, outcome, now);
    const end = endOf(job, outcome, now, staysDue, made?.id);
    const isHeld = account?.holds[job.id] !== undefined;
    if (!isHeld && !(made && job.cost === 0)) return endWithoutHold(table, job, outcome, now, staysDue);
    const refused = await transact(table, [
      update(table, keys.job(job.account, job.id), end.expression),
      ...(isHeld ? ledgerWrites(table, account, job, outcome, now) : []),
      ...(made?.writes ?? []),
      ...(account ? alongside({ job, outcome, account, now }) : []),
    ]);
    if (refused === undefined) return { ...job, ...end.change };
    if (refused !== AGAIN && refused[0]!.failed) return (refused[0]!.old as Job | undefined) ?? job;
    return AGAIN;
  });
}

/** What the job leaves to its account, where it is to leave something. */
const creationOf = async (table: Table, job: Job, outcome: Outcome, now: number) =>
  outcome.state === 'succeeded' && outcome.leaves
    ? creationWrites(table, { account: job.account, job: job.id, at: now, creation: outcome.leaves })
    : undefined;

function ledgerWrites(table: Table, account: LedgerRecord, job: Job, outcome: Outcome, now: number) {
  if (outcome.state !== 'succeeded') return [update(table, keys.account(job.account), release(job))];
  const entry = nextEntry(account, {
    kind: 'spend',
    amount: -job.cost,
    cause: job.id,
    description: spendDescriptions[job.kind],
    at: now,
  });
  return [update(table, keys.account(job.account), capture(account, job)), insert(table, entryItem(job.account, entry))];
}

const release = (job: Job): Expression => ({
  update: 'SET points = points + :cost, held = held - :cost, jobsEnded = jobsEnded + :one REMOVE holds.#job',
  condition: 'holds.#job = :cost',
  names: { '#job': job.id },
  values: { ':cost': job.cost, ':one': 1 },
});

const capture = (account: LedgerRecord, job: Job): Expression => ({
  update: 'SET held = held - :cost, #sequence = :next, jobsEnded = jobsEnded + :one REMOVE holds.#job',
  condition: 'holds.#job = :cost AND #sequence = :seen',
  names: { '#job': job.id, '#sequence': 'sequence' },
  values: { ':cost': job.cost, ':one': 1, ':seen': account.sequence, ':next': account.sequence + 1 },
});

const unpaid: Outcome = { state: 'failed', fault: { code: 'request.unexpected', message: '任务未冻结积分,已取消' } };

/** A job that has ended already, or whose hold was never taken (its request died in between): that one can't succeed, for nothing would pay it. */
async function endWithoutHold(table: Table, job: Job, outcome: Outcome, now: number, staysDue: boolean): Promise<Job> {
  const free = job.cost === 0 || outcome.state !== 'succeeded';
  const { expression } = endOf(job, free ? outcome : unpaid, now, staysDue);
  const written = await updateItem<Job>(table, keys.job(job.account, job.id), expression);
  return written.ok ? written.item! : (written.old ?? job);
}

/** The job's last change, as data and as an expression that only an unfinished job takes. */
function endOf({ kind }: Job, outcome: Outcome, now: number, staysDue: boolean, creation?: number) {
  const fault = outcome.state === 'failed' ? outcome.fault : undefined;
  const video = outcome.state === 'succeeded' ? outcome.video : undefined;
  const lifetime = lifetimes[kind];
  const note = outcome.state === 'succeeded' ? outcome.note : undefined;
  const change = {
    state: outcome.state,
    finishedAt: now,
    ...(lifetime !== undefined && { goneAt: now + lifetime }),
    ...(fault && { fault }),
    ...(video && { video }),
    ...(note && { note }),
    ...(creation !== undefined && { creation }),
  };
  const fields = Object.keys(change);
  const then = lifetime !== undefined ? DUE_WHEN_GONE : staysDue ? '' : NO_LONGER_DUE;
  const expression: Expression = {
    update: `SET ${fields.map((field) => `#${field} = :${field}`).join(', ')}${then}`,
    condition: '#state IN (:queued, :running)',
    names: Object.fromEntries(fields.map((field) => [`#${field}`, field])),
    values: {
      ...Object.fromEntries(Object.entries(change).map(([field, value]) => [`:${field}`, value])),
      ':queued': 'queued',
      ':running': 'running',
    },
  };
  return { change, expression };
}
