import type { Clock } from '../../kernel/clock.ts';
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

/** Settles everything that is due: a job past its deadline fails and its points go back; an order nobody paid is closed. Answers how many. */
export async function sweep(parts: SweepParts): Promise<number> {
  let settled = 0;
  let due = await parts.findDue(parts.clock(), BATCH);
  while (due.length > 0) {
    const before = settled;
    for (const item of due) {
      if (!parts.hasTime()) return settled;
      if (await ended(parts, item)) settled++;
    }
    if (due.length < BATCH || settled === before) break;
    due = await parts.findDue(parts.clock(), BATCH);
  }
  return settled;
}

async function ended(parts: SweepParts, item: DueItem): Promise<boolean> {
  try {
    if (item.kind === 'order') await parts.endOrder(item.order);
    else await expire(parts, item);
    return true;
  } catch (error) {
    parts.onError(item, error);
    return false;
  }
}

async function expire({ jobs, clock }: SweepParts, { account, job: id }: { account: string; job: string }): Promise<void> {
  const job = await jobs.find(account, id);
  // The index is a moment behind the table.
  if (!job || job.deadline > clock()) return;
  await jobs.settle(job, { state: 'failed', fault: { code: 'job.expired', message: faults['job.expired'].message } }, clock());
}
