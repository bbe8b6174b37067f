import { expect, test } from 'vitest';
import { updateItem } from '#shared/adapters/dynamo/items.ts';
import { keys } from '#shared/adapters/dynamo/keys.ts';
import { minutes } from '#shared/kernel/clock.ts';
import { ask, someAddress, tableOf } from '#tests/support/platform/api.ts';
import { PASSWORD, platformUser } from '#tests/support/platform/users.ts';
import { useStack } from '#tests/support/stack.ts';

const stack = useStack();
const user = () => platformUser(tableOf(stack()), stack().secrets);
const login = (username: string, from?: string) =>
  ask(stack(), 'POST', '/api/v1/auth/login', { json: { username, password: 'not this one' }, ...(from && { from }) });
const passing = (answers: { status: number }[]) => answers.filter(({ status }) => status !== 429).length;
const many = <T>(times: number, one: (index: number) => Promise<T>) => Promise.all(Array.from({ length: times }, (_, index) => one(index)));

test('50 logins at once from one address: 10 are tried', async () => {
  const from = someAddress();
  expect(passing(await many(50, (index) => login(`user-${index}`, from)))).toBe(10);
}, 30_000);

test('50 logins at once as one user, in any case and from anywhere: 10 are tried, known or not', async () => {
  const { username } = await user();
  expect(passing(await many(50, (index) => login(index % 2 ? username : username.toUpperCase())))).toBe(10);
  expect(passing(await many(50, () => login('nobody-knows-me')))).toBe(10);
}, 30_000);

test('a 429 says when to come back, and what the limit is', async () => {
  const from = someAddress();
  await many(10, (index) => login(`user-${index}`, from));
  const { status, body, headers } = await login('user-11', from);
  expect([status, body]).toEqual([429, { code: 429, message: '请求过于频繁,请稍后重试', data: null }]);
  const wait = Number(headers['retry-after']);
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(60);
  expect(headers.ratelimit).toBe(`"auth";r=0;t=${wait}`);
  expect(headers['ratelimit-policy']).toBe('"auth";q=10;w=60');
}, 30_000);

test('queries: 100 a minute for an account, wherever it asks from', async () => {
  const { token } = await user();
  const answers = await many(130, () => ask(stack(), 'GET', '/api/v1/auth/me', { token }));
  expect(passing(answers)).toBe(100);
  expect(answers.find(({ status }) => status === 429)!.headers['ratelimit-policy']).toBe('"query";q=100;w=60');
  expect((await ask(stack(), 'GET', '/api/v1/auth/me', { token: (await user()).token })).status).toBe(200);
}, 30_000);

test('what can’t be answered anyway is not counted', async () => {
  const from = someAddress();
  await many(20, () => ask(stack(), 'POST', '/api/v1/auth/login', { json: { username: '' }, from }));
  expect((await ask(stack(), 'POST', '/api/v1/auth/login', { json: { username: 'x', password: PASSWORD }, from })).status).toBe(401);
});

test('when the window has passed, logins are tried again', async () => {
  const ada = await user();
  const from = someAddress();
  await many(12, () => login(ada.username, from));
  // The register as it will be in a minute: every time in it a minute older.
  for (const key of [keys.rate('auth', from), keys.rate('login', ada.username)]) await grownOlder(key);
  const json = { username: ada.username, password: PASSWORD };
  expect((await ask(stack(), 'POST', '/api/v1/auth/login', { json, from })).status).toBe(200);
}, 30_000);

const grownOlder = async (key: { pk: string; sk: string }) => {
  const slots = Array.from({ length: 10 }, (_, index) => `a${index}`);
  const update = `SET ${slots.map((slot) => `${slot} = ${slot} - :minute`).join(', ')}`;
  expect((await updateItem(tableOf(stack()), key, { update, values: { ':minute': minutes(1) } })).ok).toBe(true);
};
