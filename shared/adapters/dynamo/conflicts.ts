import { setTimeout as sleep } from 'node:timers/promises';

const ATTEMPTS = 12;
const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 500;

/** What a losing attempt answers to be made again. */
export const AGAIN = Symbol('again');

/** Makes an attempt until it doesn't lose to somebody else's write, with growing, jittered pauses. */
export async function untilSettled<T>(attempt: () => Promise<T | typeof AGAIN>): Promise<T> {
  for (let tried = 0; tried < ATTEMPTS; tried++) {
    if (tried > 0) await sleep(Math.random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tried));
    const result = await attempt();
    if (result !== AGAIN) return result;
  }
  throw new Error(`gave up after ${ATTEMPTS} conflicting writes`);
}

const passing = new Set(['TransactionConflictException', 'TransactionInProgressException']);

/** A single write that meets an item which a transaction has in hand just then. Nothing was written, so it is made again. */
export const withoutConflict = <T>(write: () => Promise<T>): Promise<T> =>
  untilSettled(async () => {
    try {
      return await write();
    } catch (error) {
      if (error instanceof Error && passing.has(error.name)) return AGAIN;
      throw error;
    }
  });
