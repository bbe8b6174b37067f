import type { Lot } from './types.ts';

/** What of the lots can still be used at `now`, whatever has been taken of it. */
const valid = (lots: readonly Lot[], now: number): Lot[] => lots.filter(({ expiresAt }) => expiresAt > now);

/** Where an account's prepaid uploads stand. */
export interface Prepaid {
  /** Uploads of the lots that haven't expired. */
  granted: number;
  /** When the next of them expires; absent when there is none. */
  until?: number;
}

export function prepaidAt(lots: readonly Lot[], now: number): Prepaid {
  const usable = valid(lots, now);
  const granted = usable.reduce((sum, { uploads }) => sum + uploads, 0);
  return usable.length === 0 ? { granted } : { granted, until: Math.min(...usable.map(({ expiresAt }) => expiresAt)) };
}

/**
 * How many of `available` uploads can be used. All lots are valid for the same time, so they expire in the order in which they were bought,
 * and the oldest are used first: what is left lies in the newest lots: of a lot that
 * expires, exactly what the others can't hold is lost. What a failed job gives back to a lot that has expired since is lost with it.
 */
export const usableOf = (available: number, { granted }: Prepaid): number => Math.min(available, granted);
