import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Referral, Referrals } from '../../domain/referrals/ports.ts';
import { getItem, queryItems } from './items.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';
import { insert, update } from './transaction.ts';

/** What an account's referrals come to. */
interface Summary {
  total: number;
  rewards: number;
}

/** Whom an account was referred by, and as which of their referrals. */
export interface Referrer {
  account: string;
  number: number;
}

const summaryOf = async (table: Table, account: string): Promise<Summary> =>
  (await getItem<Summary>(table, keys.referrals(account))) ?? { total: 0, rewards: 0 };

export function dynamoReferrals(table: Table): Referrals {
  return {
    of: async (account, { limit, skip }) => {
      const { total, rewards } = await summaryOf(table, account);
      const newest = total - skip;
      if (newest < 1) return { referrals: [], total, rewards };
      const sortOf = (number: number) => keys.referral(account, number).sk;
      const range = { ':pk': keys.referral(account, 0).pk, ':from': sortOf(Math.max(1, newest - limit + 1)), ':to': sortOf(newest) };
      const referrals = await queryItems<Referral>(table, 'pk = :pk AND sk BETWEEN :from AND :to', range, { ScanIndexForward: false });
      return { referrals, total, rewards };
    },
  };
}

/** What a registration with somebody's code writes: their next referral, and whose it is. To be made anew when the referrer has got another meanwhile. */
export async function newReferralWrites(
  table: Table,
  referrer: string,
  { id, username, createdAt }: { id: string; username: string; createdAt: number },
): Promise<TransactWriteItem[]> {
  const { total } = await summaryOf(table, referrer);
  const referral: Referral = { number: total + 1, referred: id, username, state: 'pending', reward: 0, createdAt };
  return [
    update(table, keys.referrals(referrer), {
      update: 'SET #total = :next, rewards = if_not_exists(rewards, :none)',
      condition: total === 0 ? 'attribute_not_exists(#total)' : '#total = :total',
      names: { '#total': 'total' },
      values: { ':next': referral.number, ':none': 0, ...(total > 0 && { ':total': total }) },
    }),
    insert(table, { ...keys.referral(referrer, referral.number), ...referral }),
    insert(table, { ...keys.referrer(id), account: referrer, number: referral.number } satisfies Referrer & { pk: string; sk: string }),
  ];
}

export const referrerOf = (table: Table, account: string): Promise<Referrer | undefined> =>
  getItem<Referrer>(table, keys.referrer(account));

/** What the first payment of who was referred changes in the referrer's list. */
export const rewardWrites = (table: Table, { account, number }: Referrer, reward: number): TransactWriteItem[] => [
  update(table, keys.referral(account, number), {
    update: 'SET #state = :completed, reward = :reward',
    condition: '#state = :pending',
    names: { '#state': 'state' },
    values: { ':completed': 'completed', ':pending': 'pending', ':reward': reward },
  }),
  ...(reward > 0 ? [update(table, keys.referrals(account), { update: 'ADD rewards :reward', values: { ':reward': reward } })] : []),
];
