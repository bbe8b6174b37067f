import { fail } from '../../kernel/fault.ts';
import { derivedName, newOperation, type Operation } from '../../kernel/ids.ts';
import type { PlatformTokens, RefreshToken, Sessions, TokenPair } from './ports.ts';

/**
 * The first refresh token of a login. Nothing is written of it: a login becomes known with its first refresh or its logout, so logging in
 * costs no write.
 */
export const newSession = (account: string, operation: Operation): RefreshToken => ({
  account,
  session: derivedName(operation, 'session'),
  token: derivedName(operation, 'token'),
});

export interface RefreshParts {
  sessions: Pick<Sessions, 'rotate'>;
  tokens: Pick<PlatformTokens, 'issue'>;
  /** Tells an operator of something that nobody honest does. */
  alarm: (event: string, facts: Record<string, unknown>) => void;
}

/**
 * New tokens for the newest refresh token of a login; any other ends the login, for two parties have it then (RFC 9700, 4.14.2).
 * `key`: the client's name for this attempt. The same token with the same key gets the same successor, as long as that wasn't used, so a
 * client whose answer was lost can ask again; `replayed` tells. Who has stolen the token doesn't have the key.
 */
export async function refresh(
  { sessions, tokens, alarm }: RefreshParts,
  used: RefreshToken,
  { key, now }: { key: string | undefined; now: number },
): Promise<TokenPair & { replayed: boolean }> {
  const operation = key === undefined ? newOperation(now) : { at: now, random: used.token };
  const token = derivedName(operation, `after:${key ?? ''}`);
  const outcome = await sessions.rotate(used, token, now);
  if (outcome === 'reused') {
    alarm('session.reused', { account: used.account, session: used.session });
    return fail('request.unauthorized', { message: 'refresh token 已失效,请重新登录' });
  }
  return { ...(await tokens.issue({ ...used, token })), replayed: outcome === 'again' };
}
