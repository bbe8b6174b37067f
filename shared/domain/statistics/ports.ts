import type { Counts } from './counts.ts';

/** Sums of everything counted from the beginning through two days in Beijing (`2026-01-31`), both included; exact, at a cost that neither the days nor the users change. */
export interface Statistics {
  through(earlier: string, later: string): Promise<{ earlier: Counts; later: Counts }>;
}

export interface StatisticsRollup {
  /**
   * Writes down the sums through each day up to `day` that has none yet. Nothing may be counted on those days any more.
   * Answers how many days.
   */
  rollUp(day: string): Promise<number>;
}
