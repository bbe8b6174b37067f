import type { Clock } from '../../kernel/clock.ts';
import { isFault } from '../../kernel/fault.ts';
import { faults } from '../../kernel/faults.ts';
import type { DueItem, FindDue, Jobs } from './ports.ts';

const BATCH = 100;

export interface SweepParts {
  findDue: FindDue;
  jobs: Pick<Jobs, 'find' | 'settle'>;
  endOrder: (order: string) => Promise<void>;
  clock: Clock;
  hasTime: () => boolean;
  /** One thing that can't be settled doesn't keep the others from it. */
  onError: (item: DueItem, error: unknown) => void;
}

/**
 * Settles everything that is due: a job past its deadline fails and its points go back; an order nobody paid is closed. Answers how many.
 * What can't be settled is passed by, and a provider that is away is asked only once, so that neither keeps anybody from a refund.
 */
export async function sweep(parts: SweepParts): Promise<number> {
  const tried = new Set<string>();
  const patient = sparing(parts);
  let settled = 0;
  for (;;) {
    const limit = BATCH + tried.size;
    const due = await parts.findDue(parts.clock(), limit);
    const fresh = due.filter((item) => !tried.has(nameOf(item))).sort(jobsFirst);
    for (const item of fresh) {
      if (!parts.hasTime()) return settled;
      tried.add(nameOf(item));
      if (await patient(item)) settled++;
    }
    if (fresh.length === 0 || due.length < limit) return settled;
  }
}

const nameOf = (item: DueItem): string => (item.kind === 'job' ? item.job : item.order);
const jobsFirst = (a: DueItem, b: DueItem): number => a.kind.localeCompare(b.kind);

/** Ends items, until the payment provider turns out to be away: from then on only jobs. */
function sparing(parts: SweepParts) {
  let away = false;
  return async (item: DueItem): Promise<boolean> => {
    if (away && item.kind === 'order') return false;
    try {
      if (item.kind === 'order') await parts.endOrder(item.order);
      else await expire(parts, item);
      return true;
    } catch (error) {
      away ||= isFault(error, 'payment.unavailable');
      parts.onError(item, error);
      return false;
    }
  };
}

async function expire({ jobs, clock }: SweepParts, { account, job: id }: { account: string; job: string }): Promise<void> {
  const job = await jobs.find(account, id);
  // The index is a moment behind the table.
  if (!job || job.deadline > clock()) return;
  await jobs.settle(job, { state: 'failed', fault: { code: 'job.expired', message: faults['job.expired'].message } }, clock());
}
