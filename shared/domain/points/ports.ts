/** One movement of points. `amount` is negative when they were spent. `sequence` counts an account's entries: 1, 2, 3, … */
export interface Entry {
  sequence: number;
  /** `membership`: points that paid for one. `refund`: points that a refund took back, or gave back. */
  kind: 'bonus' | 'topup' | 'spend' | 'expire' | 'membership' | 'refund';
  amount: number;
  /** Σ of all entries up to this one; what is held then is still part of it. */
  balanceAfter: number;
  /** Id of what moved the points: an order, a job. The same cause moves them once. */
  cause: string;
  description: string;
  /** Milliseconds. */
  at: number;
}

/** An entry as it is about to be made: its number and its balance follow from the account. */
export type NewEntry = Omit<Entry, 'sequence' | 'balanceAfter'>;

export interface Balance {
  /** What can be spent now. */
  available: number;
  /** What running jobs have set aside. */
  held: number;
}

/**
 * The points of accounts (DESIGN §3). Invariant, always: available + held = Σ entries.
 * Capture and release are not here: they happen in the same transaction as their job's own change of state (`Jobs.settle`),
 * and what an order moves in that of the order's (`Orders.move`).
 */
export interface Ledger {
  /** Sets `amount` aside for the job. The same job holds once, however often it is asked. `points.insufficient` when there is less. */
  hold(account: string, job: string, amount: number): Promise<Balance>;
  balance(account: string): Promise<Balance>;
  /** Newest first, starting `skip` entries down, with the total; any depth costs the same. */
  entries(account: string, page: { limit: number; skip?: number }): Promise<{ entries: Entry[]; total: number }>;
}
