import type { AccountRecord } from '#shared/adapters/dynamo/account-record.ts';
import { getItem, queryItems } from '#shared/adapters/dynamo/items.ts';
import { duePartitions, keys } from '#shared/adapters/dynamo/keys.ts';
import { isFinal, type Job } from '#shared/domain/jobs/types.ts';
import type { Order } from '#shared/domain/payments/types.ts';
import type { Entry } from '#shared/domain/points/ports.ts';
import type { World } from './world.ts';

/** Everything that there is of an account. */
export interface Books {
  account: AccountRecord;
  entries: Entry[];
  jobs: Job[];
}

export async function readBooks({ table }: World, id: string): Promise<Books> {
  const of = <T>(prefix: string) =>
    queryItems<T>(table, 'pk = :pk AND begins_with(sk, :sk)', { ':pk': keys.account(id).pk, ':sk': prefix });
  const account = await getItem<AccountRecord>(table, keys.account(id));
  if (!account) throw new Error(`account ${id} is gone`);
  return { account, entries: await of<Entry>('ENTRY#'), jobs: await of<Job>('JOB#') };
}

/** What never is otherwise, whatever is going on. */
export function ledgerProblems({ account, entries }: Books): string[] {
  const sum = entries.reduce((total, { amount }) => total + amount, 0);
  const holds = Object.values(account.holds).reduce((total, cost) => total + cost, 0);
  let balance = 0;
  const chained = entries.every(({ sequence, amount, balanceAfter }, at) => {
    balance += amount;
    return sequence === at + 1 && balanceAfter === balance;
  });
  return problems({
    [`available ${account.points} + held ${account.held} is not the sum of the entries, ${sum}`]: account.points + account.held !== sum,
    [`held is ${account.held}, the holds are ${holds}`]: account.held !== holds,
    'something is negative': account.points < 0 || account.held < 0 || entries.some(({ balanceAfter }) => balanceAfter < 0),
    'the entries are not numbered and summed one after the other': !chained || account.sequence !== entries.length,
  });
}

/** What is so when everything has settled. */
export function settledProblems({ account, entries, jobs }: Books): string[] {
  return [
    ...problems({ 'a hold never ended': account.held !== 0 || Object.keys(account.holds).length > 0 }),
    ...jobs.flatMap((job) => {
      const spends = entries.filter(({ cause }) => cause === job.id);
      const paid = spends.length === 1 && spends[0]!.amount === -job.cost;
      const isPaid = job.state === 'succeeded' && job.cost > 0;
      return problems({
        [`job is still ${job.state}`]: !isFinal(job),
        [`job is ${job.state}, and paid for ${spends.length} times`]: isPaid ? !paid : spends.length > 0,
      });
    }),
    ...problems({
      'points were spent for no job': entries.some(({ kind, cause }) => kind === 'spend' && !jobs.some(({ id }) => id === cause)),
    }),
  ];
}

/** An order is paid exactly when WeChat took the money, and then it is credited once. */
export async function orderProblems({ table }: World, { entries }: Books, id: string, isPaid: boolean): Promise<string[]> {
  const order = await getItem<Order>(table, keys.order(id));
  // What was paid with points never was the provider's.
  if (order?.channel === 'balance') return [];
  const credits = entries.filter(({ cause }) => cause === id);
  const bought = (order?.points ?? 0) + (order?.bonus?.points ?? 0);
  const once = credits.reduce((sum, { amount }) => sum + amount, 0) === bought;
  return problems({
    [`order was ${isPaid ? '' : 'not '}paid at WeChat, and is ${order?.state}`]: (order?.state === 'paid') !== isPaid,
    [`order is ${order?.state}, and credited ${credits.length} times`]: isPaid ? !once : credits.length > 0,
  });
}

/** What the sweeper would still find now; what is due another day, such as a package of uploads that ends, is none of it. */
export async function stillDue({ table, clock }: World): Promise<string[]> {
  const now = clock.now();
  const found = await Promise.all(
    duePartitions.map((partition) =>
      queryItems<{ pk: string; sk: string }>(
        table,
        'duePk = :pk AND dueAt <= :now',
        { ':pk': partition, ':now': now },
        { IndexName: 'due', ConsistentRead: false },
      ),
    ),
  );
  return found.flat().map(({ pk, sk }) => `${pk} ${sk}`);
}

export const problems = (found: Record<string, boolean>): string[] => Object.keys(found).filter((problem) => found[problem]);
