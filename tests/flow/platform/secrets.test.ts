import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { getItem } from '#shared/adapters/dynamo/items.ts';
import { keys } from '#shared/adapters/dynamo/keys.ts';
import { ask, tableOf } from '#tests/support/platform/api.ts';
import { useStack } from '#tests/support/stack.ts';

const stack = useStack({ variables: { LOG_LEVEL: 'debug' } });
const PASSWORD = 'a password like no other';
const grace = { username: 'grace', email: 'grace.hopper@example.com', password: PASSWORD };

interface Tokens {
  access_token: string;
  refresh_token: string;
}

const logged: string[] = [];
beforeAll(() => {
  for (const level of ['debug', 'info', 'warn', 'error', 'log'] as const)
    vi.spyOn(console, level).mockImplementation((...line: unknown[]) => void logged.push(line.map(String).join(' ')));
});
afterAll(() => void vi.restoreAllMocks());

test('no password, no hash, no token and no email is in a log line; neither of the first two is ever answered', async () => {
  const post = <Data>(path: string, how: object) => ask<Data>(stack(), 'POST', `/api/v1/auth/${path}`, how);
  const answers = [await post('register', { json: grace }), await post('register', { json: grace })];
  const login = await post<Tokens>('login', { json: { username: grace.username, password: PASSWORD } });
  const { access_token: token, refresh_token: refresh } = login.body.data;
  const next = await post<Tokens>('refresh', { token: refresh });
  answers.push(
    await post('login', { json: { username: grace.username, password: `${PASSWORD}!` } }),
    await ask(stack(), 'GET', '/api/v1/auth/me', { token }),
    await post('refresh', { token: refresh }),
    await post('refresh', { token: `${refresh}x` }),
    await post('logout', { token }),
  );
  const kept = await getItem<{ password: { salt: Uint8Array; hash: Uint8Array } }>(tableOf(stack()), keys.username('grace'));
  const hashes = [kept!.password.salt, kept!.password.hash].flatMap((bytes) =>
    (['hex', 'base64', 'base64url'] as const).map((form) => Buffer.from(bytes).toString(form)),
  );
  const lines = logged.join('\n');
  expect(lines).toContain('session.reused');
  const tokens = [token, refresh, next.body.data.access_token, next.body.data.refresh_token];
  for (const secret of [PASSWORD, ...hashes, ...tokens, ...tokens.map((one) => one.split('.')[2]!), grace.email])
    expect(lines).not.toContain(secret);
  const told = [...answers, login, next].map(({ text }) => text).join('\n');
  for (const secret of [PASSWORD, ...hashes, stack().secrets.JWT_SECRET!]) expect(told).not.toContain(secret);
}, 30_000);
