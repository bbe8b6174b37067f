import type { Job } from '../jobs/types.ts';

/** One try to tell a partner. */
export interface Attempt {
  /** Milliseconds. */
  at: number;
  ms: number;
  /** What it answered… */
  status?: number;
  /** …or why there was no answer. */
  error?: string;
}

/** What became of a photo. */
export type PhotoEvent = { type: 'photo.repaired'; at: number; output: string; goneAt: number } | { type: 'photo.failed'; at: number };

/**
 * What a partner wants to be told about a photo, and how far that has come. `waiting`: the photo is at work. `pending`: it is to be told, at
 * `nextAt`. `failed`: it was tried for a day, or the receiver wants no more.
 */
export interface Webhook {
  account: string;
  /** The photo's job; a photo has one webhook. */
  job: string;
  /** `third_code`. */
  partner: string;
  url: string;
  state: 'waiting' | 'pending' | 'delivered' | 'failed';
  event?: PhotoEvent;
  /** The day in which it is tried began then, in milliseconds. */
  since?: number;
  nextAt?: number;
  /** How often it was tried since `since`. */
  tries?: number;
  /** Oldest first; the latest ones only. */
  attempts: readonly Attempt[];
  /** Until when a worker is at it. */
  leaseUntil?: number;
  createdAt: number;
}

/** What there is to tell of a job that has ended. */
export function eventOf({ state, output, finishedAt = 0, goneAt = 0 }: Job): PhotoEvent {
  return state === 'succeeded' ? { type: 'photo.repaired', at: finishedAt, output, goneAt } : { type: 'photo.failed', at: finishedAt };
}
