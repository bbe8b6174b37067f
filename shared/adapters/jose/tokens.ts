import type { IssueToken } from '../../domain/accounts/ports.ts';
import { hs256 } from './hs256.ts';

/**
 * The mini-program's tokens: HS256, 7 days, for this API and this stage only (decisions.md).
 * `verify` answers the account's id; anything but such a token ends in `request.unauthorized`.
 */
export function miniTokens(
  stage: string,
  secret: () => Promise<string | undefined>,
): { issue: IssueToken; verify: (token: string) => Promise<string> } {
  const { issue, verify } = hs256({ issuer: `darkroom:${stage}`, audience: 'darkroom:mini-program' }, secret);
  return {
    issue: (subject) => issue({ subject, lifetime: '7d' }),
    verify: async (token) => (await verify(token)).sub!,
  };
}
