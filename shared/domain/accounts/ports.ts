/** A mini-program user. `points` is what is available now: holds are already taken off. */
export interface Account {
  id: string;
  openid: string;
  nickname: string;
  avatar: string;
  points: number;
  /** Milliseconds. */
  createdAt: number;
}

/**
 * WeChat's code → who it is. The session key stays inside the adapter: it never leaves it.
 * Faults: `login.refused` (bad, used or expired code), `login.busy` (-1, rate limit), `login.unreachable`.
 */
export type ExchangeCode = (code: string) => Promise<{ openid: string; unionid?: string }>;

export interface Accounts {
  byId(id: string): Promise<Account | undefined>;
  byOpenid(openid: string): Promise<Account | undefined>;
  /** Creates the account with its bonus as the first ledger entry, once per openid: a lost race answers the winner's account. */
  create(account: Account): Promise<Account>;
}

/** A signed token of this account, 7 days. */
export type IssueToken = (accountId: string) => Promise<string>;
