import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type JWK, type JWTHeaderParameters, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { beforeAll, expect, test } from 'vitest';
import { Client, login } from '#tests/support/client.ts';
import { send, useStack } from '#tests/support/stack.ts';
import { expectRefusal } from './refusal.ts';

const stack = useStack();
let ada: Client;
beforeAll(async () => {
  ada = await login(stack(), 'ada');
});

const secret = (text = stack().secrets.JWT_SECRET!) => new TextEncoder().encode(text);
const ISSUER = 'darkroom:local';
const AUDIENCE = 'darkroom:mini-program';

const inAWeek = Math.floor(Date.now() / 1000) + 7 * 86_400;
/** What is in Ada's token. */
const claims = () => ({ sub: ada.account, iss: ISSUER, aud: AUDIENCE, exp: inAWeek });
const sign = (payload: JWTPayload, key: Uint8Array | KeyObject = secret(), header: JWTHeaderParameters = { alg: 'HS256' }) =>
  new SignJWT(payload).setProtectedHeader(header).sign(key);
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const partsOfAdas = () => ada.token!.split('.') as [string, string, string];
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });

function without(name: 'sub' | 'exp') {
  const { [name]: _, ...rest } = claims();
  return sign(rest);
}

const forgeries: Record<string, () => Promise<string> | string> = {
  'no token at all': () => '',
  garbage: () => 'garbage',
  'three dots': () => '...',
  'a token that is expired': () => sign({ ...claims(), exp: Math.floor(Date.now() / 1000) - 1 }),
  'a token without a signature': () => new UnsecuredJWT(claims()).encode(),
  'a token of alg "none" with the old signature': () => [part({ alg: 'none' }), ...partsOfAdas().slice(1)].join('.'),
  'a token signed with another secret': () => sign(claims(), secret('another-secret-of-32-characters!')),
  'a token signed with an empty secret': () => {
    const text = `${part({ alg: 'HS256' })}.${partsOfAdas()[1]}`;
    return `${text}.${createHmac('sha256', '').update(text).digest('base64url')}`;
  },
  'a token of another API': () => sign({ ...claims(), aud: 'darkroom:platform' }),
  'a token of another stage': () => sign({ ...claims(), iss: 'darkroom:prod' }),
  'a token that names nobody': () => without('sub'),
  'a token that never expires': () => without('exp'),
  'a token of HS512': () => sign(claims(), secret(), { alg: 'HS512' }),
  'an RS256 token whose key came with it': () =>
    sign(claims(), rsa.privateKey, { alg: 'RS256', jwk: rsa.publicKey.export({ format: 'jwk' }) as JWK }),
  'an HS256 token signed with a public key': () => sign(claims(), secret(String(rsa.publicKey.export({ type: 'spki', format: 'pem' })))),
  'Ada’s token with another subject': () => {
    const [header, , signature] = partsOfAdas();
    return `${header}.${part({ ...claims(), sub: 'user_1_eve' })}.${signature}`;
  },
};

test('an account that does not exist has nothing, though its token is signed', async () => {
  for (const sub of ['user_1_nobody', `${ada.account}#JOB`]) {
    const nobody = new Client(ada.url, await sign({ ...claims(), sub }));
    for (const path of ['/api/wechat/user/info', '/api/wechat/user/transactions'])
      expectRefusal(await nobody.get(path), { status: 401, code: 'UNAUTHORIZED' });
    expectRefusal(await nobody.get('/api/image/jobs/req_1'), { status: 404, code: 'JOB_NOT_FOUND' });
  }
});

const protectedPaths = [
  ['GET', '/api/wechat/user/info'],
  ['GET', '/api/wechat/user/transactions'],
  ['GET', '/api/image/jobs/req_1'],
] as const;

test.each(Object.entries(forgeries))('%s is 401', async (_, forge) => {
  const forger = new Client(ada.url, await forge());
  for (const [method, path] of protectedPaths) expectRefusal(await forger.call(method, path), { status: 401, code: 'UNAUTHORIZED' });
});

test('the true token works, also after it was made by hand, and with a scheme in any case', async () => {
  for (const token of [ada.token!, await sign(claims())])
    expect((await new Client(ada.url, token).get('/api/wechat/user/info')).status).toBe(200);
  const headers = { authorization: `bearer ${ada.token}` };
  expect((await send(stack(), 'GET', '/api/wechat/user/info', { headers })).status).toBe(200);
});

test.each(['Basic YWRhOmFkYQ==', 'Bearer', 'Bearer a b', 'Token x'])('the header %s is 401', async (authorization) => {
  expect((await send(stack(), 'GET', '/api/wechat/user/info', { headers: { authorization } })).status).toBe(401);
});

test('a token somewhere else than in its header is not looked at', async () => {
  const anonymous = new Client(ada.url);
  expectRefusal(await anonymous.get(`/api/wechat/user/info?token=${ada.token}`), { status: 401, code: 'UNAUTHORIZED' });
  expectRefusal(await anonymous.get('/api/wechat/user/info', { headers: { cookie: `token=${ada.token}` } }), {
    status: 401,
    code: 'UNAUTHORIZED',
  });
});

test('a token lasts 7 days and says nothing but whose it is', () => {
  const payload = JSON.parse(Buffer.from(ada.token!.split('.')[1]!, 'base64url').toString());
  expect(payload).toEqual({ sub: ada.account, iss: ISSUER, aud: AUDIENCE, iat: expect.any(Number), exp: payload.iat + 7 * 86_400 });
});
