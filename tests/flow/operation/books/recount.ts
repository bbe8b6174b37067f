import type { Item } from '#proof/fuzz/books.ts';
import { providerOf } from '#shared/domain/payments/steps.ts';
import type { Order } from '#shared/domain/payments/types.ts';
import type { Report } from '#shared/domain/statistics/report.ts';
import { beijingDay } from '#shared/kernel/beijing-time.ts';

/** Accounts and orders, which is all that statistics follow from. */
export interface Books {
  accounts: (Item & { id: string; createdAt: number })[];
  orders: Order[];
}

export function booksOf(items: readonly Item[]): Books {
  return {
    accounts: items.filter(({ sk }) => sk === 'ACCOUNT') as Books['accounts'],
    orders: items.filter(({ sk }) => sk === 'ORDER') as unknown as Order[],
  };
}

/** What the statistics of these days have to be, counted from the accounts and orders themselves. */
export function recount({ accounts, orders }: Books, start: string, end: string): Report {
  const within = (at: number | undefined) => at !== undefined && beijingDay(at) >= start && beijingDay(at) <= end;
  const byEnd = (at: number | undefined) => at !== undefined && beijingDay(at) <= end;
  const money = orders.filter(({ channel }) => providerOf(channel) !== undefined);
  const came = money.filter(({ paidAt }) => within(paidAt));
  const went = money.filter(({ state, refund }) => state === 'refunded' && within(refund?.endedAt));
  const sum = (of: readonly Order[], what: (order: Order) => number) => of.reduce((total, order) => total + what(order), 0);
  const sold = ({ kind, points }: Order) => (kind === 'recharge' ? points : 0);
  const users = accounts.filter(({ createdAt }) => byEnd(createdAt)).length;
  const payers = new Set(money.filter(({ paidAt }) => byEnd(paidAt)).map(({ account }) => account)).size;
  return {
    totalUsers: users,
    newUsers: accounts.filter(({ createdAt }) => within(createdAt)).length,
    revenue: sum(came, ({ amount }) => amount) - sum(went, ({ amount }) => amount),
    creditsSold: sum(came, sold) - sum(went, sold),
    activeMembers: accounts.filter(({ id }) =>
      isMemberAfter(
        orders.filter(({ account }) => account === id),
        end,
      ),
    ).length,
    conversionRate: users === 0 ? 0 : Math.round((payers / users) * 10_000) / 10_000,
  };
}

/** Whether a membership goes on beyond the day, by what was bought, taken back and given back until then. */
function isMemberAfter(orders: readonly Order[], day: string): boolean {
  const moves = orders.flatMap(({ membershipFrom: from, membershipUntil: until, paidAt, refund }) => {
    if (from === undefined || until === undefined || paidAt === undefined) return [];
    const taken = refund?.membershipMs ?? 0;
    return [
      { at: paidAt, end: (before: number) => Math.max(before, paidAt) + until - from },
      ...(refund && taken > 0 ? [{ at: refund.startedAt, end: (before: number) => before - taken }] : []),
      ...(refund?.refused !== undefined && taken > 0
        ? [{ at: refund.endedAt!, end: (before: number) => Math.max(before, refund.endedAt!) + taken }]
        : []),
    ];
  });
  const end = moves
    .filter(({ at }) => beijingDay(at) <= day)
    .sort((a, b) => a.at - b.at)
    .reduce((before, move) => move.end(before), 0);
  return end > 0 && beijingDay(end) > day;
}
