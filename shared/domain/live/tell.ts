import { type Clock, seconds } from '../../kernel/clock.ts';
import type { Job } from '../jobs/types.ts';
import { type Connections, LONGEST_MS, type SendLive } from './ports.ts';
import { updateOf } from './update.ts';

/** More windows than anybody looks at. */
const MOST = 10;
/** One that is being opened is "gone" until it is open. */
const OPENING_MS = seconds(10);

export interface TellParts {
  connections: Pick<Connections, 'of' | 'forget'>;
  send: SendLive;
  clock: Clock;
  /** It isn't told again: a client that wants to be sure asks. */
  onError: (connection: string, error: unknown) => void;
}

/** Tells an account's connections, and nobody else's, what has changed. Those that are gone are forgotten. */
export async function tellJob(
  { connections, send, clock, onError }: TellParts,
  before: Job | undefined,
  after: Job | undefined,
): Promise<void> {
  const update = updateOf(before, after);
  if (!update) return;
  const now = clock();
  const open = await connections.of(after!.account, now, MOST);
  const text = JSON.stringify(update);
  await Promise.all(
    open.map(async ({ id, until }) => {
      try {
        const isOpening = until - LONGEST_MS + OPENING_MS > now;
        if ((await send(id, text)) === 'gone' && !isOpening) await connections.forget(id);
      } catch (error) {
        onError(id, error);
      }
    }),
  );
}
