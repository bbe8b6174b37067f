import { lifetimes } from '../../domain/jobs/lifetimes.ts';
import type { Next, Webhooks } from '../../domain/webhooks/ports.ts';
import { type Attempt, eventOf, type PhotoEvent, type Webhook } from '../../domain/webhooks/types.ts';
import { hours, minutes } from '../../kernel/clock.ts';
import { deleteItem, type Expression, getItem, putItem, queryItems, updateItem } from './items.ts';
import { due, keys } from './keys.ts';
import type { Alongside } from './settle.ts';
import type { Table } from './table.ts';
import { update } from './transaction.ts';

/** The delivery log, and what can be sent again. */
const KEPT_MS = hours(7 * 24);
/** A webhook that is sent again and again keeps its latest attempts. */
const LOG_LENGTH = 30;

const MINE = 'leaseUntil = :mine';

const keyOf = ({ account, job }: Pick<Webhook, 'account' | 'job'>) => keys.webhook(account, job);

export function dynamoWebhooks(table: Table): Webhooks {
  const change = async (webhook: Pick<Webhook, 'account' | 'job'>, expression: Expression) => {
    const written = await updateItem<Webhook>(table, keyOf(webhook), { ...expression, names: { '#state': 'state', ...expression.names } });
    return written.ok ? written.item : undefined;
  };
  return {
    create: async (webhook, lookAt) => {
      const expiresAt = Math.ceil((webhook.createdAt + KEPT_MS) / 1000);
      const item = { ...keyOf(webhook), ...webhook, expiresAt, ...(lookAt !== undefined && due(webhook.job, lookAt)) };
      await putItem(table, item, { condition: 'attribute_not_exists(pk)' });
    },
    find: (account, job) => getItem<Webhook>(table, keys.webhook(account, job)),
    release: (webhook, event, now) => {
      const { values, ...pending } = toldFrom(webhook.job, event, now);
      return change(webhook, { ...pending, condition: '#state = :waiting', values: { ...values, ':waiting': 'waiting' } });
    },
    claim: (account, job, { now, until }) =>
      change(
        { account, job },
        {
          update: 'SET leaseUntil = :until',
          condition: '#state = :pending AND nextAt <= :now AND (attribute_not_exists(leaseUntil) OR leaseUntil < :now)',
          values: { ':pending': 'pending', ':now': now, ':until': until },
        },
      ),
    record: (webhook, attempt, next) => record(change, webhook, attempt, next),
    defer: async (webhook, nextAt) => {
      const update = 'SET nextAt = :next, dueAt = :next REMOVE leaseUntil';
      const values = { ':next': nextAt, ':mine': webhook.leaseUntil, ':pending': 'pending' };
      await change(webhook, { update, condition: `#state = :pending AND ${MINE}`, values });
    },
    resend: (account, job, now) =>
      change(
        { account, job },
        {
          update: 'SET #state = :pending, since = :now, nextAt = :now, tries = :none, duePk = :pk, dueAt = :now',
          condition: 'attribute_exists(event)',
          values: { ':pending': 'pending', ':now': now, ':none': 0, ':pk': due(job, now).duePk },
        },
      ),
    postpone: async (webhook, until) => {
      await change(webhook, {
        update: 'SET dueAt = :until',
        condition: '#state IN (:waiting, :pending) AND dueAt < :until',
        values: { ':until': until, ':waiting': 'waiting', ':pending': 'pending' },
      });
    },
    close: async (webhook) => {
      await change(webhook, { update: 'SET #state = :failed REMOVE duePk, dueAt', values: { ':failed': 'failed' } });
    },
    withdraw: (account, job) => deleteItem(table, keys.webhook(account, job)),
    latest: (account, limit) =>
      queryItems<Webhook>(
        table,
        'pk = :pk AND begins_with(sk, :webhook)',
        { ':pk': keys.account(account).pk, ':webhook': 'WEBHOOK#' },
        { ScanIndexForward: false, Limit: limit },
      ),
  };
}

type Change = (webhook: Webhook, expression: Expression) => Promise<Webhook | undefined>;

async function record(change: Change, webhook: Webhook, attempt: Attempt, next: Next): Promise<void> {
  const attempts = [...webhook.attempts, attempt].slice(-LOG_LENGTH);
  const values = { ':state': next.state, ':attempts': attempts, ':tries': (webhook.tries ?? 0) + 1, ':mine': webhook.leaseUntil };
  const common = 'SET #state = :state, attempts = :attempts, tries = :tries';
  const again = next.state === 'pending' ? next.nextAt : undefined;
  await change(webhook, {
    update:
      again === undefined ? `${common} REMOVE leaseUntil, duePk, dueAt` : `${common}, nextAt = :next, dueAt = :next REMOVE leaseUntil`,
    condition: MINE,
    values: { ...values, ':next': again },
  });
}

/** There is something to tell from now on; the sweeper comes by a minute later, should the worker's message be lost. */
const toldFrom = (job: string, event: PhotoEvent, now: number): Expression => ({
  update: 'SET #state = :pending, event = :event, since = :now, nextAt = :now, tries = :none, duePk = :pk, dueAt = :due',
  names: { '#state': 'state' },
  values: {
    ':pending': 'pending',
    ':event': event,
    ':now': now,
    ':none': 0,
    ':pk': due(job, now).duePk,
    ':due': now + minutes(1),
  },
});

/** A photo's end, with which its webhook becomes due: both or neither. It is told at once by the worker's message, or else by the sweeper. */
export const webhookAtEnd =
  (table: Table): Alongside =>
  ({ job, outcome, now }) => {
    if (!job.notify) return [];
    const lifetime = lifetimes[job.kind] ?? 0;
    const event = eventOf({ ...job, state: outcome.state, finishedAt: now, goneAt: now + lifetime });
    return [update(table, keys.webhook(job.account, job.id), toldFrom(job.id, event, now))];
  };
