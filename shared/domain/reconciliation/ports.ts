import type { Order, Provider } from '../payments/types.ts';
import type { DayReport, Difference } from './types.ts';

/** What the bill has confirmed of an order. */
export type Confirmed = 'payment' | 'refund';

export interface Books {
  /** Orders of the provider that changed by `until` (ms) and that no bill has confirmed: some, oldest first. */
  unconfirmed(provider: Provider, until: number, limit: number): Promise<string[]>;
  /** The bill says the same. What is confirmed, or has been looked into, isn't looked for in later bills. */
  confirm(order: Order, what: Confirmed, at: number): Promise<void>;
  /** Remembers a difference; found again, it is the same one. */
  note(difference: Difference): Promise<void>;
  /** Ends a day: it isn't looked at again. */
  end(report: DayReport): Promise<void>;
  report(provider: Provider, day: string): Promise<DayReport | undefined>;
  /** What is known of a day, of all providers. */
  day(day: string): Promise<{ reports: DayReport[]; differences: Difference[] }>;
}
