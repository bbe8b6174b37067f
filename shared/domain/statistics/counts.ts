import { beijingDay } from '../../kernel/beijing-time.ts';

/**
 * What is counted, each day in Beijing, in the transaction that brings it about:
 * - `users`: registrations. `payers`: users who paid money for the first time.
 * - `revenue`: fen that were paid, less those that were refunded. Orders paid with points bring no money in.
 * - `credits`: points of paid recharges, less those of refunded ones. What was given on top is not sold.
 * - `starts`, `ends`: memberships that begin or end on that day. An extension moves its end.
 */
export const counted = ['users', 'payers', 'revenue', 'credits', 'starts', 'ends'] as const;
export type Counts = Record<(typeof counted)[number], number>;

export const noCounts = (): Counts => ({ users: 0, payers: 0, revenue: 0, credits: 0, starts: 0, ends: 0 });

export function add(into: Counts, counts: Partial<Counts>): Counts {
  for (const what of counted) into[what] += counts[what] ?? 0;
  return into;
}

export const sum = (all: readonly Partial<Counts>[]): Counts => all.reduce<Counts>(add, noCounts());

/** What changes on one day, which for a membership's end is one to come. */
export interface DayChange {
  day: string;
  change: Partial<Counts>;
}

/** The changes with one for each day, without those that come to nothing. */
export function byDay(changes: readonly DayChange[]): DayChange[] {
  const days = Map.groupBy(changes, ({ day }) => day);
  return [...days]
    .map(([day, ofDay]) => ({ day, change: nonZero(sum(ofDay.map(({ change }) => change))) }))
    .filter(({ change }) => Object.keys(change).length > 0);
}

const nonZero = (counts: Counts): Partial<Counts> => Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));

/**
 * What a membership's new end changes. `before` and `after` in ms; nothing for who has none. One that is over already has been counted
 * as ended, so it starts anew; one that is taken back ends today.
 */
export function membershipChanges(before: number | undefined, after: number | undefined, now: number): DayChange[] {
  const was = before !== undefined && before > now;
  const is = after !== undefined && after > now;
  return [
    ...(was ? [{ day: beijingDay(before), change: { ends: -1 } }] : []),
    ...(is ? [{ day: beijingDay(after), change: { ends: 1 } }] : []),
    ...(!was && is ? [{ day: beijingDay(now), change: { starts: 1 } }] : []),
    ...(was && !is ? [{ day: beijingDay(now), change: { ends: 1 } }] : []),
  ];
}
