import type { PlatformTokens } from '../../domain/users/ports.ts';
import { hs256 } from './hs256.ts';

/** Seconds and units as jose takes them (platform-api.txt, Token管理). */
const ACCESS_LIFETIME = '2h';
const REFRESH_LIFETIME = '7d';

/**
 * The platform's tokens: HS256, for this API and this stage only. Access and refresh tokens have different audiences, so neither is
 * ever taken for the other. `sid` is the login; `jti` is the refresh token itself.
 */
export function platformTokens(stage: string, secret: () => Promise<string | undefined>): PlatformTokens {
  const issuer = `darkroom:${stage}`;
  const access = hs256({ issuer, audience: 'darkroom:platform' }, secret);
  const refresh = hs256({ issuer, audience: 'darkroom:platform:refresh' }, secret);
  return {
    issue: async ({ account, session, token }) => {
      const [accessToken, refreshToken] = await Promise.all([
        access.issue({ subject: account, lifetime: ACCESS_LIFETIME, claims: { sid: session } }),
        refresh.issue({ subject: account, lifetime: REFRESH_LIFETIME, claims: { sid: session, jti: token } }),
      ]);
      return { access: accessToken, refresh: refreshToken };
    },
    access: async (token) => {
      const { sub, sid } = await access.verify(token, ['sid']);
      return { account: sub!, session: String(sid) };
    },
    refresh: async (token) => {
      const { sub, sid, jti } = await refresh.verify(token, ['sid', 'jti']);
      return { account: sub!, session: String(sid), token: jti! };
    },
  };
}
