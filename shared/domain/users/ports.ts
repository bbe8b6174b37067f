import type { Entry } from '../points/ports.ts';
import type { User, UserRole } from './types.ts';

/** A password as it is kept: what was made of it, and how, so that later ones may be made harder. */
export interface PasswordHash {
  algorithm: 'scrypt';
  /** scrypt's N, r and p. */
  cost: number;
  block: number;
  parallel: number;
  salt: Uint8Array;
  hash: Uint8Array;
}

export interface Passwords {
  hash(password: string): Promise<PasswordHash>;
  /** Takes as long without a hash, and is false then: who asks can't tell whether there is one. */
  verify(password: string, kept: PasswordHash | undefined): Promise<boolean>;
  /** Whether it was made with less than is asked today. */
  isOutdated(kept: PasswordHash): boolean;
}

/** Points that an account begins with. */
export type Gift = Pick<Entry, 'amount' | 'cause' | 'description'>;

/** Somebody who registers. Their points are what their gifts add up to. */
export interface Registration {
  user: User;
  password: PasswordHash;
  gifts: readonly Gift[];
}

/** What was taken already; nothing is written then. */
export type Taken = 'username' | 'email' | 'referralCode';

export interface Users {
  /** A number that nobody else gets. */
  nextNumber(): Promise<number>;
  byId(account: string): Promise<User | undefined>;
  /** Whose username it is, whatever its case, and how they prove it. */
  credentials(username: string): Promise<{ account: string; password: PasswordHash } | undefined>;
  /** Keeps the password in another way, if it is still kept in the one that was seen. */
  renewPassword(username: string, seen: PasswordHash, renewed: PasswordHash): Promise<void>;
  byReferralCode(code: string): Promise<string | undefined>;
  /** All of it or nothing: the account with its gifts, its username, email and referral code. Once, also when its answer is lost. */
  create(registration: Registration): Promise<'created' | Taken>;
}

export interface RoleHolder {
  account: string;
  username: string;
  /** Milliseconds. */
  since: number;
}

/** Who may do more than their own things. A revoked role is gone with the next request, whatever tokens are about. */
export interface Roles {
  has(account: string, role: UserRole): Promise<boolean>;
  grant(holder: RoleHolder, role: UserRole): Promise<void>;
  revoke(account: string, role: UserRole): Promise<void>;
  holders(role: UserRole): Promise<RoleHolder[]>;
}

/** One login of an account. */
export interface Session {
  account: string;
  /** The login's id. */
  session: string;
}

/** A refresh token. Those of one login follow one another, and only the newest is good. */
export interface RefreshToken extends Session {
  /** This token's own id. */
  token: string;
}

export interface TokenPair {
  /** 2 hours. */
  access: string;
  /** 7 days. */
  refresh: string;
}

/** Signed tokens. Anything but a token of the asked kind ends in `request.unauthorized`. */
export interface PlatformTokens {
  issue(token: RefreshToken): Promise<TokenPair>;
  access(token: string): Promise<Session>;
  refresh(token: string): Promise<RefreshToken>;
}

/** Which refresh token of each login is good. A login that isn't known has only its first one. */
export interface Sessions {
  /**
   * Puts `next` in the place of the token that was used. `reused`: it wasn't the newest of its login any more, or the login is over; the
   * login is over then. `again`: `next` is in its place already. One write.
   */
  rotate(used: RefreshToken, next: string, now: number): Promise<'rotated' | 'again' | 'reused'>;
  /** No refresh token of the login is good any more. */
  end(session: Session, now: number): Promise<void>;
}
