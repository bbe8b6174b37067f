import type { Operation } from '../../kernel/ids.ts';

/** A photo with what is to be done to it, as its partner sent it: `digest` is of both. */
export interface SamePhoto {
  account: string;
  digest: string;
}

export type PhotoClaim =
  /** Ours to submit, under this operation: a new one, or that of a request that died. */
  | { state: 'claimed'; operation: Operation }
  /** Another request is submitting it just now. */
  | { state: 'running' }
  /** A request did it under this operation. */
  | { state: 'done'; operation: Operation };

/** Which photos are known, so that the same one isn't repaired, or paid for, twice. */
export interface KnownPhotos {
  claim(photo: SamePhoto, operation: Operation, now: number): Promise<PhotoClaim>;
  /** The same in place of an earlier request, of which nothing came or nothing is left. `running`: another request was first. */
  replace(photo: SamePhoto, earlier: Operation, operation: Operation, now: number): Promise<PhotoClaim>;
  /** The request is over, and its job says what came of it; no job, if nothing did. */
  done(photo: SamePhoto, operation: Operation): Promise<void>;
  /** Nobody knows how far it came: the next request goes on under the same operation. */
  abandon(photo: SamePhoto, operation: Operation): Promise<void>;
}
