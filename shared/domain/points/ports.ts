/** One movement of points. `amount` is negative when they were spent. `sequence` counts an account's entries: 1, 2, 3, … */
export interface Entry {
  sequence: number;
  kind: 'bonus' | 'topup' | 'spend' | 'expire';
  amount: number;
  /** Σ of all entries up to this one; what is held then is still part of it. */
  balanceAfter: number;
  /** Id of what moved the points: an order, a job. The same cause moves them once. */
  cause: string;
  description: string;
  /** Milliseconds. */
  at: number;
}

export interface Balance {
  /** What can be spent now. */
  available: number;
  /** What running jobs have set aside. */
  held: number;
}

/**
 * The points of accounts (DESIGN §3). Invariant, always: available + held = Σ entries.
 * Capture and release are not here: they happen in the same transaction as their job's own change of state (`Jobs.settle`),
 * and a top-up in that of its order (`Orders.credit`).
 */
export interface Ledger {
  /** Sets `amount` aside for the job. The same job holds once, however often it is asked. `points.insufficient` when there is less. */
  hold(account: string, job: string, amount: number): Promise<Balance>;
  balance(account: string): Promise<Balance>;
  /** Newest first, starting `skip` entries down, with the total; any depth costs the same. */
  entries(account: string, page: { limit: number; skip?: number }): Promise<{ entries: Entry[]; total: number }>;
}
