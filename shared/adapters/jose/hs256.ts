import { type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { fail } from '../../kernel/fault.ts';

/** Who a token is from, and what it is good for. */
export interface Use {
  issuer: string;
  audience: string;
}

/** Claims of our own beside the registered ones, and how long they hold: `7d`. */
interface Issue {
  subject: string;
  lifetime: string;
  claims?: Record<string, string>;
}

/**
 * Tokens of one use: HS256 and nothing else, whatever a token's header says (RFC 8725). `verify` ends in `request.unauthorized` for anything
 * but a token of exactly this use that hasn't expired and has the `required` claims.
 */
export function hs256({ issuer, audience }: Use, secret: () => Promise<string | undefined>) {
  const key = async () => new TextEncoder().encode((await secret()) ?? missing());
  return {
    issue: async ({ subject, lifetime, claims = {} }: Issue): Promise<string> =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setSubject(subject)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(lifetime)
        .sign(await key()),
    verify: async (token: string, required: readonly string[] = []): Promise<JWTPayload> => {
      const signingKey = await key();
      try {
        const options = { algorithms: ['HS256'], issuer, audience, requiredClaims: ['sub', 'exp', ...required] };
        return (await jwtVerify(token, signingKey, options)).payload;
      } catch (cause) {
        return fail('request.unauthorized', {}, { cause });
      }
    },
  };
}

const missing = (): never => {
  throw new Error('JWT_SECRET is not set: npm run secrets -- set JWT_SECRET --stage STAGE');
};
