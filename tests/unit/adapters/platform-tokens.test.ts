import { createHmac, randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { platformTokens } from '#shared/adapters/jose/platform-tokens.ts';
import { isFault } from '#shared/kernel/fault.ts';

const secret = randomBytes(32).toString('base64url');
const tokens = platformTokens('test', async () => secret);
const mine = await tokens.issue({ account: 'u_1', session: 'a-login', token: 'a-token' });

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const letters = fc.string({ unit: fc.constantFrom(...BASE64URL), maxLength: 60 });
const good = fc.constantFrom(mine.access, mine.refresh);
const header = fc.record({
  alg: fc.constantFrom('none', 'None', 'HS256', 'HS384', 'RS256', 'ES256', 'EdDSA', ''),
  typ: fc.constantFrom('JWT', 'at+jwt'),
});
const payload = fc.record(
  {
    sub: fc.constantFrom('u_1', 'u_2', ''),
    aud: fc.constantFrom('darkroom:platform', 'darkroom:platform:refresh', 'darkroom:mini-program', '*'),
    iss: fc.constantFrom('darkroom:test', 'darkroom:prod'),
    exp: fc.constantFrom(0, 4_000_000_000, 1e300),
    sid: fc.constant('a-login'),
    jti: fc.constant('a-token'),
  },
  { requiredKeys: [] },
);

/** Everything that somebody without the secret can make. */
const forged = fc.oneof(
  fc.string({ maxLength: 80 }),
  fc.array(letters, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('.')),
  fc.tuple(header, payload, letters).map(([head, body, signature]) => `${part(head)}.${part(body)}.${signature}`),
  fc.tuple(header, payload, fc.string({ maxLength: 20 })).map(([head, body, key]) => {
    const text = `${part(head)}.${part(body)}`;
    return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
  }),
  // A good one with some of it exchanged for something else: its last character has bits that mean nothing.
  fc.tuple(good, fc.nat(), fc.constantFrom(...BASE64URL)).map(([token, at, letter]) => {
    const index = at % (token.length - 1);
    return token.slice(0, index) + letter + token.slice(index + 1);
  }),
  fc.tuple(good, fc.nat()).map(([token, at]) => token.slice(0, at % token.length)),
  // Heads, bodies and signatures of different tokens together.
  fc.tuple(good, good, header, payload, fc.nat(2)).map(([one, other, head, body, which]) => {
    const [oneHead, oneBody] = one.split('.');
    const signature = other.split('.')[2];
    return [which === 0 ? part(head) : oneHead, which === 1 ? part(body) : oneBody, which === 2 ? `${signature}A` : signature].join('.');
  }),
);

test('of 10,000 random and forged tokens, none is taken for one of ours', async () => {
  const unforged = new Set([mine.access, mine.refresh]);
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(forged, async (token) => {
      if (unforged.has(token)) return;
      for (const verify of [tokens.access, tokens.refresh]) {
        const result = await verify(token).catch((error: unknown) => error);
        expect(isFault(result, 'request.unauthorized'), token).toBe(true);
      }
      refused += 1;
    }),
    { numRuns: 10_000 },
  );
  expect(refused).toBeGreaterThan(9_500);
});

test('neither kind of token is taken for the other', async () => {
  expect(await tokens.access(mine.access)).toEqual({ account: 'u_1', session: 'a-login' });
  expect(await tokens.refresh(mine.refresh)).toEqual({ account: 'u_1', session: 'a-login', token: 'a-token' });
  await expect(tokens.access(mine.refresh)).rejects.toMatchObject({ code: 'request.unauthorized' });
  await expect(tokens.refresh(mine.access)).rejects.toMatchObject({ code: 'request.unauthorized' });
});

test('without the secret nothing is signed or believed, and it says what to do', async () => {
  const keyless = platformTokens('test', async () => undefined);
  await expect(keyless.access(mine.access)).rejects.toThrow('npm run secrets -- set JWT_SECRET');
});
