import { seconds } from '../../kernel/clock.ts';
import { Fault, isFault } from '../../kernel/fault.ts';
import type { Sleep } from './ports.ts';
import type { JobFault } from './types.ts';

/** Waits before the 2nd, 3rd and 4th try, each shortened at random: full jitter (DESIGN §4). */
const BACKOFF_MS = [seconds(1), seconds(2), seconds(4)];

/** A wrong key or a request that the model can't take (`permanent`) is no different a second later. */
const isPassing = (error: unknown): boolean =>
  (isFault(error, 'ai.busy') || isFault(error, 'ai.unavailable')) && error.details.permanent !== true;

/** The provider certainly did nothing, so asking again can't be a second paid piece of work. */
export const isUnstarted = (error: unknown): boolean => isPassing(error) && isFault(error) && error.details.sent === false;

export interface AttemptOptions {
  sleep: Sleep;
  /** Whether another try fits in what is left. */
  hasTime: () => boolean;
  /** Hears of each failure that is followed by another try: the provider may have been paid for it. */
  onRetry: (error: unknown) => void;
  /** What passes by itself; by default `ai.busy` and `ai.unavailable`. */
  passing?: (error: unknown) => boolean;
}

/** Calls a model; what passes by itself is tried again, up to 3 times, as long as there is time. */
export async function attempt<T>(call: () => Promise<T>, { sleep, hasTime, onRetry, passing = isPassing }: AttemptOptions): Promise<T> {
  for (const pause of BACKOFF_MS) {
    try {
      return await call();
    } catch (error) {
      if (!passing(error) || !hasTime()) throw error;
      onRetry(error);
      await sleep(Math.random() * pause);
    }
  }
  return call();
}

/** What of a fault is kept with the job. Nothing internal: the client reads it. */
export function jobFault(error: unknown): JobFault | undefined {
  if (!(error instanceof Fault)) return;
  const { code, message, details } = error;
  return { code, message, ...(details.retryAfter === undefined ? {} : { retryAfter: details.retryAfter }) };
}
