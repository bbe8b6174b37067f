import { hours, minutes, seconds } from '../../kernel/clock.ts';
import type { Next } from './ports.ts';
import type { Attempt, Webhook } from './types.ts';

/** Minutes between an attempt that failed and the next one; together a day. */
const WAITS = [1, 5, 25, 90, 180, 300, 420, 419];
/** So that a receiver that comes back isn't asked for everything at once. */
const JITTER = 0.1;
/** Whose attempts were put off, because its receiver was left alone, has fewer of them. */
const GIVEN_UP_MS = hours(25);

const GONE = 410;

const SLOW_MS = seconds(5);
const REST_MS = minutes(1);

export const isTaken = ({ status = 0 }: Attempt): boolean => status >= 200 && status < 300;

/** What comes after this attempt. A receiver that says 410 wants no more (Standard Webhooks). `random`: 0 to 1. */
export function nextAfter(attempt: Attempt, { tries = 0, since = attempt.at }: Webhook, random: number): Next {
  if (isTaken(attempt)) return { state: 'delivered' };
  const wait = WAITS[tries];
  if (attempt.status === GONE || wait === undefined) return { state: 'failed' };
  const nextAt = attempt.at + attempt.ms + Math.round(minutes(wait) * (1 - JITTER * random));
  return nextAt - since > GIVEN_UP_MS ? { state: 'failed' } : { state: 'pending', nextAt };
}

/** Until when a receiver is left alone that kept its worker waiting for nothing. */
export const restAfter = (attempt: Attempt): number | undefined =>
  !isTaken(attempt) && attempt.ms >= SLOW_MS ? attempt.at + attempt.ms + REST_MS : undefined;
