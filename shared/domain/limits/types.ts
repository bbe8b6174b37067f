/** So many calls in any window of this length, wherever it begins. */
export interface Policy {
  /** Calls of the same name and subject are counted together. */
  name: string;
  quota: number;
  /** Milliseconds. */
  window: number;
}

/** Counts a call of `subject` at `now`, or ends in `request.rate_limited` with the seconds until one would pass. */
export type Count = (policy: Policy, subject: string, now: number) => Promise<void>;
