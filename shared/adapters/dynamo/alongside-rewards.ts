import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { type Bonus, firstPurchaseBonus, referredBonus, referrerBonus } from '../../domain/activities/bonus.ts';
import { providerOf } from '../../domain/payments/steps.ts';
import type { NewEntry } from '../../domain/points/ports.ts';
import { dynamoActivities } from './activities.ts';
import { readLedger } from './ledger-record.ts';
import { ledgerWrites } from './ledger-writes.ts';
import type { OrderAlongside } from './order-alongside.ts';
import { referrerOf, rewardWrites } from './referrals.ts';
import type { Table } from './table.ts';

/**
 * What a first payment brings, with it: the bonus of a first recharge, and what both sides of a referral get when the referred one first pays
 * money. Which activities hold is looked up then. The mini-program has neither.
 */
export const rewardsOfFirstPayments: OrderAlongside = async (table, change) => {
  const { order, from, buyer, at } = change;
  const isPaid = order.state === 'paid' && from !== 'refunding';
  if (!buyer || !isPaid || order.channel === 'wechat-mini' || providerOf(order.channel) === undefined) return {};
  const [purchase, referral] = await Promise.all([
    order.kind === 'recharge' && !buyer.paidRecharges ? firstPurchase(table, at) : [],
    buyer.payments ? nothing : referralOf(table, buyer.id, at),
  ]);
  return { entries: [...purchase, ...referral.entries].map(entryAt(at)), writes: referral.writes };
};

const nothing: { entries: Bonus[]; writes: TransactWriteItem[] } = { entries: [], writes: [] };
const entryAt =
  (at: number) =>
  (bonus: Bonus): NewEntry => ({ ...bonus, kind: 'bonus', at });

const firstPurchase = async (table: Table, at: number): Promise<Bonus[]> =>
  (await dynamoActivities(table).activeOf('first_purchase', at)).map(firstPurchaseBonus);

async function referralOf(table: Table, referred: string, at: number) {
  const referrer = await referrerOf(table, referred);
  if (!referrer) return nothing;
  const activities = await dynamoActivities(table).activeOf('referral_bonus', at);
  // Last of all: who has many friends is paid for many at once, and each of them makes what was read here too old.
  const account = activities.length > 0 ? await readLedger(table, referrer.account) : undefined;
  const bonuses = activities.map((activity) => referrerBonus(activity, referred));
  const reward = bonuses.reduce((sum, { amount }) => sum + amount, 0);
  return {
    entries: activities.map(referredBonus),
    writes: [...(account ? ledgerWrites(table, account, bonuses.map(entryAt(at))) : []), ...rewardWrites(table, referrer, reward)],
  };
}
