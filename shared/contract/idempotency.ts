import type { Operation } from '../kernel/ids.ts';
import type { HttpAnswer } from './answer.ts';

/** A key is one account's; `fingerprint` is what the request was. */
export interface IdempotencyClaim {
  account: string;
  key: string;
  fingerprint: string;
  operation: Operation;
}

export type ClaimResult =
  /** Ours to do, under this operation: a new one, or that of an attempt that died. */
  | { state: 'claimed'; operation: Operation }
  | { state: 'done'; answer: HttpAnswer }
  /** The key was used for another request. */
  | { state: 'mismatch' }
  | { state: 'running' };

/** Remembers requests by their `Idempotency-Key` for 24 h (decisions.md, "All three"). */
export interface IdempotencyStore {
  claim(claim: IdempotencyClaim, now: number): Promise<ClaimResult>;
  complete(claim: IdempotencyClaim, answer: HttpAnswer): Promise<void>;
  /** Forgets the claim: nothing was done under it. */
  release(claim: IdempotencyClaim): Promise<void>;
  /** Nobody knows how far it came: the next try goes on under the same operation. */
  abandon(claim: IdempotencyClaim): Promise<void>;
}
