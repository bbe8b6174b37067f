import { expect, test } from 'vitest';
import { ask, tableOf } from '#tests/support/platform/api.ts';
import { type PlatformUser, platformUser } from '#tests/support/platform/users.ts';
import { useStack } from '#tests/support/stack.ts';

const stack = useStack();
const user = (): Promise<PlatformUser> => platformUser(tableOf(stack()), stack().secrets);

interface Tokens {
  access_token: string;
  refresh_token: string;
}
const refresh = (token: string, headers: Record<string, string> = {}) =>
  ask<Tokens>(stack(), 'POST', '/api/v1/auth/refresh', { token, headers });
const logout = (token: string) => ask(stack(), 'POST', '/api/v1/auth/logout', { token });
const me = (token: string) => ask(stack(), 'GET', '/api/v1/auth/me', { token });
const ended = { code: 401, message: 'refresh token 已失效,请重新登录', data: null };

test('a refresh answers as the document shows, and the next refresh token besides', async () => {
  const ada = await user();
  const { status, body } = await refresh(ada.refresh);
  const data = { access_token: expect.any(String), refresh_token: expect.any(String), token_type: 'bearer' };
  expect([status, body]).toEqual([200, { code: 200, message: 'Token刷新成功', data }]);
  expect((await me(body.data.access_token)).body.data).toMatchObject({ id: ada.id });
});

test('refresh tokens follow one another for as long as the client likes', async () => {
  let { refresh: token } = await user();
  for (let turn = 0; turn < 5; turn++) {
    const { status, body } = await refresh(token);
    expect(status).toBe(200);
    token = body.data.refresh_token;
  }
});

test('a refresh token that is used again ends its login: neither it nor its successors are good', async () => {
  const { refresh: first } = await user();
  const second = (await refresh(first)).body.data.refresh_token;
  const third = (await refresh(second)).body.data.refresh_token;
  const reused = await refresh(first);
  expect([reused.status, reused.body]).toEqual([401, ended]);
  for (const token of [second, third, first]) expect((await refresh(token)).status).toBe(401);
});

test('of 10 that use one refresh token at once, one at most gets another, and the login is over', async () => {
  const { refresh: stolen } = await user();
  const answers = await Promise.all(Array.from({ length: 10 }, () => refresh(stolen)));
  const winners = answers.filter(({ status }) => status === 200);
  expect(winners.length).toBe(1);
  expect((await refresh(winners[0]!.body.data.refresh_token)).status).not.toBe(200);
});

test('one login’s end is no other’s', async () => {
  const ada = await user();
  const json = { username: ada.username, password: 'password123' };
  const other = (await ask<Tokens>(stack(), 'POST', '/api/v1/auth/login', { json })).body.data;
  await refresh(ada.refresh);
  await refresh(ada.refresh);
  expect((await refresh(other.refresh_token)).status).toBe(200);
});

test('a client that lost the answer asks again with its Idempotency-Key, and stays logged in', async () => {
  const { refresh: token } = await user();
  const key = { 'idempotency-key': 'attempt-1' };
  const lost = await refresh(token, key);
  const again = await refresh(token, key);
  expect([again.status, again.headers['idempotent-replayed']]).toEqual([200, 'true']);
  expect(lost.headers['idempotent-replayed']).toBeUndefined();
  expect((await refresh(again.body.data.refresh_token)).status).toBe(200);
});

test('the key of an attempt helps nobody who doesn’t have it, nor once its successor was used', async () => {
  const one = await user();
  await refresh(one.refresh, { 'idempotency-key': 'mine' });
  expect((await refresh(one.refresh, { 'idempotency-key': 'guessed' })).status).toBe(401);

  const other = await user();
  const next = (await refresh(other.refresh, { 'idempotency-key': 'mine' })).body.data.refresh_token;
  await refresh(next);
  expect((await refresh(other.refresh, { 'idempotency-key': 'mine' })).status).toBe(401);
});

test('an Idempotency-Key that is none is refused before anything is changed', async () => {
  const { refresh: token } = await user();
  expect((await refresh(token, { 'idempotency-key': 'x'.repeat(256) })).status).toBe(400);
  expect((await refresh(token)).status).toBe(200);
});

test.each(['token', 'refresh'] as const)('a logout with the %s ends the login', async (which) => {
  const ada = await user();
  const { status, body } = await logout(ada[which]);
  expect([status, body]).toEqual([200, { code: 200, message: '已退出登录', data: null }]);
  expect((await refresh(ada.refresh)).body).toEqual(ended);
  expect((await logout(ada[which])).status).toBe(200);
});

test('a logout ends the tokens that a refresh gave, too', async () => {
  const ada = await user();
  const { refresh_token } = (await refresh(ada.refresh)).body.data;
  await logout(ada.token);
  expect((await refresh(refresh_token)).status).toBe(401);
});

test('an access token that is about holds its two hours out', async () => {
  const ada = await user();
  await logout(ada.token);
  expect((await me(ada.token)).status).toBe(200);
});

test('access tokens don’t refresh, and refresh tokens don’t give access', async () => {
  const ada = await user();
  expect((await refresh(ada.token)).status).toBe(401);
  expect((await me(ada.refresh)).status).toBe(401);
  expect((await refresh(ada.refresh)).status).toBe(200);
});
