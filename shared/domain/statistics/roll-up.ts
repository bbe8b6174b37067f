import { beijingDay, daysAfter } from '../../kernel/beijing-time.ts';

/**
 * Days are summed up when nothing can be counted on them any more. A write counts on the day that its request began, which under an
 * `Idempotency-Key` may be 24 h before: two days are enough, and a third is for clocks that are wrong.
 */
const OPEN_DAYS = 3;

/** The last day that may be summed up. */
export const rollUpThrough = (now: number): string => daysAfter(beijingDay(now), -OPEN_DAYS);
