import type { Balance } from '../points/ports.ts';
import type { Lane, Lot, Partner, SealedSecret } from './types.ts';

/** What of a partner can change. */
export interface PartnerChange {
  state?: Partner['state'];
  lane?: Lane;
  name?: string;
  secrets?: readonly SealedSecret[];
  webhookSecrets?: readonly SealedSecret[];
}

export interface Partners {
  find(code: string): Promise<Partner | undefined>;
  /** Writes the partner with its empty account. `false` when the code is taken. */
  create(partner: Partner): Promise<boolean>;
  /** Changes a partner as it was read; `undefined` when it has changed meanwhile, or is gone. */
  change(partner: Partner, change: PartnerChange): Promise<Partner | undefined>;
  /** It is told nothing before `until`. */
  restWebhooks(code: string, until: number): Promise<void>;
  /** Of all of them, sorted. */
  codes(): Promise<string[]>;
}

/** Uploads that partners have paid for. `now` in milliseconds decides what has expired, whether that is on record yet or not. */
export interface PrepaidUploads {
  /** Adds a lot with its ledger entry, once for each reference: the lot that is there already is answered. */
  add(account: string, lot: Lot): Promise<Lot>;
  /** What can be used; `undefined` when there is no such account. */
  balance(account: string, now: number): Promise<Balance | undefined>;
  /** Takes what has expired off the account, with an entry. Doing it again does nothing. */
  expire(account: string, now: number): Promise<void>;
  /** A lot whose expiry is on record is no longer due. */
  closeLot(account: string, reference: string): Promise<void>;
  lots(account: string): Promise<Lot[]>;
}
