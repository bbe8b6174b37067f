import { beijingDay } from '../../kernel/beijing-time.ts';
import { days } from '../../kernel/clock.ts';
import { isFault } from '../../kernel/fault.ts';
import { isOrderId } from '../payments/order-id.ts';
import type { BillLine } from '../payments/ports.ts';
import { comparePayment } from './compare-payment.ts';
import { compareRefund } from './compare-refund.ts';
import type { Found, HasTime, ReconcileParts } from './parts.ts';
import { type DayReport, isHealed } from './types.ts';
import { findUnconfirmed } from './unconfirmed.ts';

/** So far back a day that couldn't be ended is tried again. */
const DAYS = 7;
/** Lines at once: each is a read or two, and seldom a question to the provider. */
const AT_ONCE = 8;

export interface Run extends ReconcileParts, HasTime {
  /** Tells an operator, with an alarm. */
  differs: (found: Found & { day: string }) => void;
}

/**
 * Compares our books with one provider's, each of the last days that isn't ended yet, oldest first. Answers the days that it ended. A day whose bill isn't
 * there ends the run, and is tried by the next one; what was compared by then needn't be again. `order.unconfigured`: there is no such provider here.
 */
export async function reconcile(run: Run): Promise<DayReport[]> {
  const ended: DayReport[] = [];
  for (let back = DAYS; back >= 1; back--) {
    const day = beijingDay(run.clock() - days(back));
    if (await run.books.report(run.provider, day)) continue;
    const report = await reconcileDay(run, day).catch((error: unknown) => {
      // Yesterday's bill may be late; an older one should be there.
      if (back === 1 && isFault(error, 'payment.unavailable')) return undefined;
      throw error;
    });
    if (!report) return ended;
    ended.push(report);
  }
  return ended;
}

/** `undefined` when the time is over before everything was compared. */
async function reconcileDay(run: Run, day: string): Promise<DayReport | undefined> {
  const { provider, books, bill } = run;
  const lines = (await bill(day)).filter(({ orderId }) => isOrderId(orderId));
  const note = async (found: Found) => {
    await books.note({ provider, day, ...found });
    if (!isHealed(found.kind)) run.differs({ ...found, day });
  };
  const left = [...lines];
  const compared = await Promise.all(Array.from({ length: AT_ONCE }, () => compareUntilEmpty(run, left, note)));
  if (compared.includes(false) || !(await findUnconfirmed(run, day, note))) return undefined;
  // From the records: an earlier run may have found some of them.
  const found = (await books.day(day)).differences.filter((difference) => difference.provider === provider);
  const healed = found.filter(({ kind }) => isHealed(kind)).length;
  const report = { provider, day, ...sumsOf(lines), healed, open: found.length - healed, at: run.clock() };
  await books.end(report);
  return report;
}

async function compareUntilEmpty(run: Run, left: BillLine[], note: (found: Found) => Promise<void>): Promise<boolean> {
  for (let line = left.pop(); line; line = left.pop()) {
    if (!run.hasTime()) return false;
    const found = line.kind === 'payment' ? await comparePayment(run, line) : await compareRefund(run, line);
    for (const one of found) await note(one);
  }
  return true;
}

function sumsOf(lines: readonly BillLine[]) {
  const of = (kind: BillLine['kind']) => lines.filter((line) => line.kind === kind);
  const sum = (some: readonly BillLine[]) => some.reduce((total, { amount }) => total + amount, 0);
  const [payments, refunds] = [of('payment'), of('refund')];
  return { payments: payments.length, paid: sum(payments), refunds: refunds.length, refunded: sum(refunds) };
}
