import { jwtVerify, SignJWT } from 'jose';
import type { IssueToken } from '../../domain/accounts/ports.ts';
import { fail } from '../../kernel/fault.ts';

const LIFETIME = '7d';

/**
 * The mini-program's tokens: HS256, 7 days, for this API and this stage only (decisions.md).
 * `verify` answers the account's id; anything but such a token ends in `request.unauthorized`.
 */
export function miniTokens(
  stage: string,
  secret: () => Promise<string | undefined>,
): { issue: IssueToken; verify: (token: string) => Promise<string> } {
  const issuer = `darkroom:${stage}`;
  const audience = 'darkroom:mini-program';
  const key = async () => new TextEncoder().encode((await secret()) ?? missing());
  return {
    issue: async (account) =>
      new SignJWT()
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setSubject(account)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(LIFETIME)
        .sign(await key()),
    verify: async (token) => {
      const signingKey = await key();
      try {
        const { payload } = await jwtVerify(token, signingKey, { algorithms: ['HS256'], issuer, audience, requiredClaims: ['sub', 'exp'] });
        return payload.sub!;
      } catch (cause) {
        return fail('request.unauthorized', {}, { cause });
      }
    },
  };
}

const missing = (): never => {
  throw new Error('JWT_SECRET is not set: npm run secrets -- set JWT_SECRET --stage STAGE');
};
