import type { Item } from '#shared/adapters/dynamo/items.ts';
import { due, keys } from '#shared/adapters/dynamo/keys.ts';
import { entryItem } from '#shared/adapters/dynamo/ledger-record.ts';
import { days, hours } from '#shared/kernel/clock.ts';
import { derivedName, newOperation, sortableId, stampedId } from '#shared/kernel/ids.ts';
import type { Owners } from './owners.ts';
import type { Past } from './past.ts';

/** What the mini-program lists of an account, and as many unpaid orders of others. */
export function miniPasts({ mini: { account } }: Pick<Owners, 'mini'>, now: number): Past[] {
  const key = keys.account(account);
  return [
    { id: 'wechat/user-transactions', items: (number) => [entry(account, number)], length: { key, counts: 'sequence' } },
    { id: 'wechat/user-api-usage', items: (number) => [job(account, now - days(1) + number)], length: { key, counts: 'jobsEnded' } },
    { items: (number) => [unpaid(now + number)] },
  ];
}

/** A ledger entry of any account. */
export function entry(account: string, sequence: number): Item {
  const operation = newOperation(Date.now());
  const cause = sortableId('req', operation);
  const what = { kind: 'spend' as const, amount: -10, balanceAfter: 5_000_000, description: '老照片修复 API调用' };
  return entryItem(account, { ...what, sequence, cause, at: operation.at });
}

function job(account: string, at: number): Item {
  const operation = newOperation(at);
  const id = sortableId('req', operation);
  const [original, output] = [`upload_${derivedName(operation, 'original')}.jpg`, `restored_${derivedName(operation, 'output')}.jpg`];
  const ended = { state: 'succeeded', createdAt: at, deadline: at + hours(1), finishedAt: at + 1, attempts: 1, leaseUntil: at };
  return { ...keys.job(account, id), id, account, kind: 'restore_photo', cost: 10, original, output, ...ended };
}

/** Not due before two hours have passed, so the sweeper finds it in its index and leaves it. */
function unpaid(at: number): Item {
  const operation = newOperation(at);
  const id = stampedId('order', operation);
  const closesAt = at + hours(2);
  const order = { id, account: stampedId('user', operation), openid: `o${operation.random}`, amount: 1000, points: 100 };
  return { ...keys.order(id), ...order, description: '', state: 'pending', createdAt: at, closesAt, ...due(id, closesAt) };
}
