import type { FaultName } from '../proxy/director.ts';

/** What is in a file, once, and what stands there instead. */
export interface Edit {
  file: string;
  from: string;
  to: string;
}

/** A bug, and where it has to show. */
export interface Plant extends Edit {
  name: string;
  /** More that has to be wrong for it to be a bug: something else would prevent it. */
  also?: readonly Edit[];
  /** The cases, or scenarios, that ought to catch it. */
  shows: readonly string[];
  /** Faults to try; none catches it without any. */
  faults?: readonly FaultName[];
  /** The variant of the stack in which it shows; the usual one by default. */
  variant?: string;
}
