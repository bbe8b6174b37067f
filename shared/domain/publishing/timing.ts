import { minutes, seconds } from '../../kernel/clock.ts';

/** A message waits in its queue for at most 15 minutes (SQS): what starts within this is sent with a delay, to the second. */
export const SEND_AHEAD_MS = minutes(14);

/** How long after it should have begun, or gone on, the sweeper sends it again: its message may be lost. */
export const GRACE_MS = minutes(1);

/** When the sweeper has its first look: in time to send it, or after it should have begun. */
export const firstLook = (startsAt: number, now: number): number =>
  startsAt - now <= SEND_AHEAD_MS ? startsAt + GRACE_MS : startsAt - SEND_AHEAD_MS + GRACE_MS;

/** Seconds of a message's delay. One more than exact: a worker whose clock is a moment behind would be too early. */
export const delayOf = (startsAt: number, now: number): number => (startsAt <= now ? 0 : Math.ceil((startsAt - now) / seconds(1)) + 1);
