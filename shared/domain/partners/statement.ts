import { fromBeijingTime, monthsLater } from '../../kernel/beijing-time.ts';
import { fail } from '../../kernel/fault.ts';
import type { Entry, Ledger } from '../points/ports.ts';

const PAGE = 500;

export interface Statement {
  /** Uploads before the month's first entry, and after its last. */
  opening: number;
  closing: number;
  /** Oldest first. */
  entries: Entry[];
}

export interface StatementParts {
  ledger: Pick<Ledger, 'entries'>;
}

/**
 * What moved an account's uploads in a month of Beijing's calendar (`2026-01`). Entries are in the order of their times, so its first one is
 * found by halving: a long past costs no more than a few looks. `most`: fault `request.invalid` when there are more entries than that.
 */
export async function monthlyStatement(
  parts: StatementParts,
  account: string,
  month: string,
  most = Number.POSITIVE_INFINITY,
): Promise<Statement> {
  const { total } = await parts.ledger.entries(account, { limit: 1 });
  const [from, to] = boundsOf(month);
  const first = await firstSince(parts, account, total, from);
  const next = await firstSince(parts, account, total, to);
  if (next - first > most)
    fail('request.invalid', { field: 'month', message: `month 有 ${next - first} 条记录,超过 ${most} 条,请用 npm run admin 导出` });
  const entries: Entry[] = [];
  while (entries.length < next - first) {
    const sequence = first + entries.length;
    entries.push(...(await entriesFrom(parts, account, total, sequence, Math.min(PAGE, next - sequence))));
  }
  const before = first > 1 ? (await entriesFrom(parts, account, total, first - 1, 1))[0] : undefined;
  const opening = before?.balanceAfter ?? 0;
  return { opening, closing: entries.at(-1)?.balanceAfter ?? opening, entries };
}

/** Milliseconds of its beginning and of the next month's. */
function boundsOf(month: string): [number, number] {
  const beginning = fromBeijingTime(`${month}-01`) ?? fail('request.invalid', { field: 'month', message: 'month 必须是月份,如 2026-01' });
  return [beginning, monthsLater(beginning, 1)];
}

/** The number of the first entry at or after `ms`; one more than `total` when there is none. */
async function firstSince(parts: StatementParts, account: string, total: number, ms: number): Promise<number> {
  let [low, high] = [1, total + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [entry] = await entriesFrom(parts, account, total, middle, 1);
    if (entry!.at < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `count` entries from the number `sequence` on, oldest first, of an account that had `total` entries when it was first asked. */
async function entriesFrom({ ledger }: StatementParts, account: string, total: number, sequence: number, count: number): Promise<Entry[]> {
  const last = sequence + count - 1;
  const { entries, total: now } = await ledger.entries(account, { limit: count, skip: total - last });
  // What was added since shifted the page: it is asked for once more, from where the end is now.
  const wanted = now === total ? entries : (await ledger.entries(account, { limit: count, skip: now - last })).entries;
  return wanted.filter((entry) => entry.sequence >= sequence && entry.sequence <= last).reverse();
}
