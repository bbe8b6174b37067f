import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type JWK, type JWTHeaderParameters, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { beforeAll, expect, test } from 'vitest';
import { login as miniLogin } from '#tests/support/client.ts';
import { ask, tableOf } from '#tests/support/platform/api.ts';
import { type PlatformUser, platformUser } from '#tests/support/platform/users.ts';
import { useStack } from '#tests/support/stack.ts';

const stack = useStack();
let ada: PlatformUser;
beforeAll(async () => {
  ada = await platformUser(tableOf(stack()), stack().secrets);
});

const secret = (text = stack().secrets.JWT_SECRET!) => new TextEncoder().encode(text);
const inAnHour = Math.floor(Date.now() / 1000) + 3600;
const ISSUER = 'darkroom:local';
const ACCESS = 'darkroom:platform';
const REFRESH = 'darkroom:platform:refresh';

/** What is in tokens of Ada's; `jti` only in refresh tokens. */
const claims = (aud = ACCESS) => ({ sub: ada.account, sid: 'a-login', jti: 'a-token', iss: ISSUER, aud, exp: inAnHour });
const sign = (payload: JWTPayload, key: Uint8Array | KeyObject = secret(), header: JWTHeaderParameters = { alg: 'HS256' }) =>
  new SignJWT(payload).setProtectedHeader(header).sign(key);
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const partsOf = (token: string) => token.split('.') as [string, string, string];
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const publicKey = String(rsa.publicKey.export({ type: 'spki', format: 'pem' }));

function without(aud: string, ...names: string[]) {
  return sign(Object.fromEntries(Object.entries(claims(aud)).filter(([name]) => !names.includes(name))));
}

/** `aud`: of the kind of token that the endpoint takes; `mine`: a good one of Ada's. */
const forgeries: Record<string, (aud: string, mine: string) => Promise<string> | string> = {
  garbage: () => 'garbage',
  'three dots': () => '...',
  'a token that is expired': (aud) => sign({ ...claims(aud), exp: Math.floor(Date.now() / 1000) - 1 }),
  'a token without a signature': (aud) => new UnsecuredJWT(claims(aud)).encode(),
  'a token of alg "none" with a good signature': (_, mine) => [part({ alg: 'none' }), ...partsOf(mine).slice(1)].join('.'),
  'a token of alg "nOnE" without one': (aud) => `${part({ alg: 'nOnE' })}.${part(claims(aud))}.`,
  'a token signed with another secret': (aud) => sign(claims(aud), secret('another-secret-of-32-characters!')),
  'a token signed with an empty secret': (aud) => {
    const text = `${part({ alg: 'HS256' })}.${part(claims(aud))}`;
    return `${text}.${createHmac('sha256', '').update(text).digest('base64url')}`;
  },
  'an HS256 token signed with a public key': (aud) => sign(claims(aud), secret(publicKey)),
  'an RS256 token whose key came with it': (aud) =>
    sign(claims(aud), rsa.privateKey, { alg: 'RS256', jwk: rsa.publicKey.export({ format: 'jwk' }) as JWK }),
  'an RS256 token with the HS256 signature of the same text': (aud) => {
    const text = `${part({ alg: 'RS256' })}.${part(claims(aud))}`;
    return `${text}.${createHmac('sha256', stack().secrets.JWT_SECRET!).update(text).digest('base64url')}`;
  },
  'a token of HS512': (aud) => sign(claims(aud), secret(), { alg: 'HS512' }),
  'a signed token with a critical header that nobody knows': (aud) => {
    const text = `${part({ alg: 'HS256', crit: ['who'], who: 'ada' })}.${part(claims(aud))}`;
    return `${text}.${createHmac('sha256', stack().secrets.JWT_SECRET!).update(text).digest('base64url')}`;
  },
  'a token of the other kind': (aud) => sign(claims(aud === ACCESS ? REFRESH : ACCESS)),
  'a token of the mini-program': () => sign(claims('darkroom:mini-program')),
  'a token for nobody in particular': (aud) => without(aud, 'aud'),
  'a token of another stage': (aud) => sign({ ...claims(aud), iss: 'darkroom:prod' }),
  'a token that names nobody': (aud) => without(aud, 'sub'),
  'a token that never expires': (aud) => without(aud, 'exp'),
  'a token of no login': (aud) => without(aud, 'sid'),
  'a good token with another subject': (aud, mine) => {
    const [header, , signature] = partsOf(mine);
    return `${header}.${part({ ...claims(aud), sub: 'u_1' })}.${signature}`;
  },
};

const kinds = [
  ['GET', '/api/v1/auth/me', ACCESS, () => ada.token],
  ['POST', '/api/v1/auth/refresh', REFRESH, () => ada.refresh],
] as const;

test.each(Object.entries(forgeries))('%s is 401, in the platform’s shape', async (_, forge) => {
  for (const [method, path, audience, mine] of kinds) {
    const { status, body } = await ask(stack(), method, path, { token: await forge(audience, mine()) });
    expect([path, status, body]).toEqual([path, 401, { code: 401, message: '未登录或token过期,需要重新登录', data: null }]);
  }
});

test('a refresh token without an id is none', async () => {
  expect((await ask(stack(), 'POST', '/api/v1/auth/refresh', { token: await without(REFRESH, 'jti') })).status).toBe(401);
});

test('neither API takes the other’s tokens', async () => {
  const mini = await miniLogin(stack(), 'ada');
  expect((await ask(stack(), 'GET', '/api/v1/auth/me', { token: mini.token! })).status).toBe(401);
  expect((await ask(stack(), 'GET', '/api/wechat/user/info', { token: ada.token })).status).toBe(401);
});

test('none of that ended Ada’s login', async () => {
  expect((await ask(stack(), 'GET', '/api/v1/auth/me', { token: ada.token })).status).toBe(200);
  expect((await ask(stack(), 'POST', '/api/v1/auth/refresh', { token: ada.refresh })).status).toBe(200);
});

test('a signed token of an account that is not there is 401', async () => {
  const token = await sign({ ...claims(), sub: 'u_999999' });
  expect((await ask(stack(), 'GET', '/api/v1/auth/me', { token })).status).toBe(401);
});

test('tokens say whose they are and of which login, and nothing else', () => {
  const payload = (token: string) => JSON.parse(Buffer.from(partsOf(token)[1], 'base64url').toString());
  const common = { sub: ada.account, sid: expect.any(String), iss: ISSUER, iat: expect.any(Number) };
  const access = payload(ada.token);
  expect(access).toEqual({ ...common, aud: ACCESS, exp: access.iat + 2 * 3600 });
  const refresh = payload(ada.refresh);
  expect(refresh).toEqual({ ...common, aud: REFRESH, jti: expect.any(String), exp: refresh.iat + 7 * 86_400 });
});
