import { decodeJwt, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import type { Auth } from '#shared/contract/endpoint.ts';
import type { Caller, Credential, Entrance, Forgery, Place, Said } from './caller.ts';

export const bearer = (token: string): Credential => ({ headers: { authorization: `Bearer ${token}` } });

/** The uses that a token of this house may have: one of them is never good for another. */
const AUDIENCES = ['darkroom:mini-program', 'darkroom:platform', 'darkroom:platform:refresh', 'darkroom:partner', 'darkroom:admin'];

/** Tokens like the caller's own, each with one thing off. */
export async function forgedTokens({ stack }: Place, caller: Caller, auth: Auth): Promise<Forgery[]> {
  const token = (await caller.show(auth)).headers!.authorization!.replace('Bearer ', '');
  const { exp: _, iat: __, ...right } = decodeJwt(token);
  const { JWT_SECRET: secret } = stack.secrets;
  const sign = (claims: JWTPayload, key = secret!, expiry = '1h') =>
    new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).setExpirationTime(expiry).sign(new TextEncoder().encode(key));
  const without = (name: string) => Object.fromEntries(Object.entries(right).filter(([claim]) => claim !== name));
  const unsigned = new UnsecuredJWT(right).setExpirationTime('1h').encode();
  const otherUses = AUDIENCES.filter((audience) => audience !== right.aud);
  const tokens: Record<string, string> = {
    nonsense: 'a.b.c',
    'wrong role': await sign({ ...right, aud: 'darkroom:admin', role: 'admin' }),
    'another stage': await sign({ ...right, iss: 'darkroom:prod' }),
    expired: await sign(right, secret, '-1m'),
    'another key': await sign(right, 'not the secret of this stage!!!!'),
    'alg none': unsigned,
    'alg none, signed': `${unsigned}${'a'.repeat(43)}`,
  };
  for (const audience of otherUses) tokens[`a token for ${audience}`] = await sign({ ...right, aud: audience });
  for (const claim of Object.keys(right)) tokens[`without ${claim}`] = await sign(without(claim));
  return Object.entries(tokens).map(([name, forged]) => ({ name, credential: bearer(forged) }));
}

/** What holds of every API whose answers say by their status how it went. */
export const byStatus = {
  isRefusal: ({ status }) => status === 401 || status === 403,
  isSuccess: ({ status }) => status >= 200 && status < 400,
  isUnsettled: ({ status, body }) => status === 0 || status >= 500 || isRunning(status, body),
} satisfies Partial<Entrance>;

/** The first request under this `Idempotency-Key` is still at work. */
const isRunning = (status: number, { code, message }: Said['body']): boolean =>
  status === 409 && (code === 'REQUEST_IN_PROGRESS' || String(message).includes('仍在处理'));
