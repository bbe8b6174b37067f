import { beijingDay, daysAfter } from '../../kernel/beijing-time.ts';
import type { Fen } from '../../kernel/money.ts';
import type { Statistics } from './ports.ts';

export interface Report {
  /** Registered by the end of the last day, and within the days. */
  totalUsers: number;
  newUsers: number;
  /** Paid less refunded within the days, each on its own day. */
  revenue: Fen;
  /** Points of recharges paid, less those refunded, within the days. */
  creditsSold: number;
  /** Whose membership goes on beyond the end of the last day. */
  activeMembers: number;
  /** Of the users registered by the end of the last day, the part that had paid money by then: 0–1, 4 decimals. A refund doesn't undo it. */
  conversionRate: number;
}

/** What happened from the day `start` through the day `end`; where `end` is yet to come, through today. */
export async function report(statistics: Statistics, { start, end }: { start: string; end: string }, now: number): Promise<Report> {
  const last = earliest(end, beijingDay(now));
  const { earlier, later } = await statistics.through(earliest(daysAfter(start, -1), last), last);
  return {
    totalUsers: later.users,
    newUsers: later.users - earlier.users,
    revenue: later.revenue - earlier.revenue,
    creditsSold: later.credits - earlier.credits,
    activeMembers: later.starts - later.ends,
    conversionRate: later.users === 0 ? 0 : Math.round((later.payers / later.users) * 10_000) / 10_000,
  };
}

const earliest = (a: string, b: string): string => (a < b ? a : b);
