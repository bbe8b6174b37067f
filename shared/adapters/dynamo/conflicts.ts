import { setTimeout as sleep } from 'node:timers/promises';

/** Within the 29 s of every endpoint. A worker or a schedule that is cut off is made again, as after anything that ends it. */
const PATIENCE_MS = 20_000;
const FIRST_PAUSE_MS = 10;
/** Who has lost this often is one of many, and to ask more often would only cost: a refused transaction is paid for. */
const LONGEST_PAUSE_MS = 1000;

/** What a losing attempt answers to be made again. */
export const AGAIN = Symbol('again');

/** Makes an attempt until it doesn't lose to somebody else's write, with growing, jittered pauses. */
export async function untilSettled<T>(attempt: () => Promise<T | typeof AGAIN>): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (let pause = FIRST_PAUSE_MS; Date.now() < end; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    const result = await attempt();
    if (result !== AGAIN) return result;
    await sleep(Math.random() * pause);
  }
  throw new Error(`gave up after ${PATIENCE_MS} ms of conflicting writes`);
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
