import type { Fen } from '../../kernel/money.ts';

/** One of a partner's secrets, sealed; how long it is still taken when a newer one has come. */
export interface SealedSecret {
  sealed: string;
  /** Milliseconds. Without it, until it is replaced. */
  until?: number;
}

/** Which queue a partner's pictures wait in. The priority lane never waits behind bulk. */
export const lanes = ['bulk', 'priority'] as const;
export type Lane = (typeof lanes)[number];

/** How long an old secret is still taken after a new one was made. */
export const graces = ['none', 'hour', 'day'] as const;
export type Grace = (typeof graces)[number];

/** Another company whose server sends photos. Its uploads are an account of the ledger; one upload is one point there. */
export interface Partner {
  /** `third_code`. */
  code: string;
  account: string;
  /** For people. */
  name: string;
  state: 'active' | 'suspended';
  lane: Lane;
  /** What it signs its requests with, newest first. */
  secrets: readonly SealedSecret[];
  /** What we sign webhooks with, newest first. */
  webhookSecrets: readonly SealedSecret[];
  /** Until when nothing is told to it, since it kept a worker waiting for nothing. Milliseconds. */
  webhooksRestUntil?: number;
  /** Milliseconds. */
  createdAt: number;
}

/** Uploads that were paid for together, valid for a year. */
export interface Lot {
  /** What it was paid with, a bank transfer's number for example: the same one adds uploads once. */
  reference: string;
  uploads: number;
  price: Fen;
  /** Milliseconds. */
  boughtAt: number;
  expiresAt: number;
}
