import type { Clock } from '../../kernel/clock.ts';
import { newOperation, stampedId } from '../../kernel/ids.ts';
import { NEW_USER_BONUS } from '../points/prices.ts';
import type { Account, Accounts, ExchangeCode, IssueToken } from './ports.ts';

export interface LoginParts {
  exchangeCode: ExchangeCode;
  accounts: Pick<Accounts, 'byOpenid' | 'create'>;
  issueToken: IssueToken;
  clock: Clock;
}

/** Logs in whom WeChat's code belongs to. The first login makes the account with its bonus, once, also when two first logins race. */
export async function login(
  { exchangeCode, accounts, issueToken, clock }: LoginParts,
  code: string,
): Promise<{ account: Account; token: string }> {
  const { openid } = await exchangeCode(code);
  const account = (await accounts.byOpenid(openid)) ?? (await accounts.create(newAccount(openid, clock())));
  return { account, token: await issueToken(account.id) };
}

const newAccount = (openid: string, now: number): Account => ({
  id: stampedId('user', newOperation(now)),
  openid,
  nickname: '',
  avatar: '',
  points: NEW_USER_BONUS,
  createdAt: now,
});
