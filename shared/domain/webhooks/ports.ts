import type { Attempt, PhotoEvent, Webhook } from './types.ts';

/** What comes after an attempt: told, another attempt later, or no more. */
export type Next = { state: 'delivered' | 'failed' } | { state: 'pending'; nextAt: number };

export interface Webhooks {
  /** Writes it, unless the photo has one. `lookAt`: when the sweeper is to look whether its photo has ended; otherwise the end itself says so. */
  create(webhook: Webhook, lookAt?: number): Promise<void>;
  find(account: string, job: string): Promise<Webhook | undefined>;
  /** The photo has ended: there is something to tell now. Only what waits learns of it. */
  release(webhook: Webhook, event: PhotoEvent, now: number): Promise<Webhook | undefined>;
  /** Takes up what is pending and due, until `until`. `undefined`: nothing is to be done, or somebody else is at it. */
  claim(account: string, job: string, lease: { now: number; until: number }): Promise<Webhook | undefined>;
  /** Puts an attempt on record and what is next. Who lost the lease meanwhile changes nothing. */
  record(webhook: Webhook, attempt: Attempt, next: Next): Promise<void>;
  /** No attempt was made: it is due again at `nextAt`. Who lost the lease meanwhile changes nothing. */
  defer(webhook: Webhook, nextAt: number): Promise<void>;
  /** It is told anew from `now` on, for another day; `undefined` when there is nothing to tell. */
  resend(account: string, job: string, now: number): Promise<Webhook | undefined>;
  /** When the sweeper is to look at it again. */
  postpone(webhook: Webhook, until: number): Promise<void>;
  /** There is nothing to tell and never will be. */
  close(webhook: Webhook): Promise<void>;
  /** Its photo was not taken: as if nobody had asked. */
  withdraw(account: string, job: string): Promise<void>;
  /** Newest first. */
  latest(account: string, limit: number): Promise<Webhook[]>;
}

/** Sends a webhook; answers the status. Rejects when there was no answer, or the address isn't public. */
export type PostWebhook = (url: string, headers: Readonly<Record<string, string>>, body: string) => Promise<number>;
