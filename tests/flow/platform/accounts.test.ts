import { expect, test } from 'vitest';
import { dynamoUsers } from '#shared/adapters/dynamo/users.ts';
import { ask, tableOf } from '#tests/support/platform/api.ts';
import { hashedLongAgo, PASSWORD } from '#tests/support/platform/users.ts';
import { useStack } from '#tests/support/stack.ts';

const stack = useStack();

let count = 0;
const person = () => ({ username: `person${++count}`, email: `person${count}@example.com`, password: PASSWORD });
const register = (json: object) => ask(stack(), 'POST', '/api/v1/auth/register', { json });
const login = (json: object) => ask<{ access_token: string }>(stack(), 'POST', '/api/v1/auth/login', { json });
const me = (token: string) => ask(stack(), 'GET', '/api/v1/auth/me', { token });

test('who registers is shown as the document shows them, and can log in', async () => {
  const { username, email, password } = person();
  const registered = await register({ username, email, password });
  const data = {
    id: expect.any(Number),
    username,
    email,
    credit_balance: 0,
    is_member: false,
    referral_code: expect.stringMatching(/^[A-Z2-9]{6}$/),
  };
  expect([registered.status, registered.body]).toEqual([200, { code: 200, message: '注册成功', data }]);
  expect(registered.headers['content-type']).toBe('application/json; charset=utf-8');

  const { id, referral_code } = registered.body.data;
  const logged = await login({ username, password });
  const user = { id, username, email, credit_balance: 0, is_member: false, membership_type: null };
  expect([logged.status, logged.body]).toEqual([
    200,
    {
      code: 200,
      message: '登录成功',
      data: { access_token: expect.any(String), refresh_token: expect.any(String), token_type: 'bearer', user },
    },
  ]);

  const own = await me(logged.body.data.access_token);
  expect([own.status, own.body]).toEqual([
    200,
    { code: 200, message: 'success', data: { ...user, membership_end_date: null, referral_code } },
  ]);
});

test('numbers of users are integers that grow', async () => {
  const first = (await register(person())).body.data;
  const second = (await register(person())).body.data;
  expect(Number.isInteger(first.id)).toBe(true);
  expect(Number(second.id)).toBeGreaterThan(Number(first.id));
});

test.each([
  ['username', (taken: ReturnType<typeof person>) => ({ ...person(), username: taken.username.toUpperCase() })],
  ['username', (taken: ReturnType<typeof person>) => ({ ...person(), username: taken.username.replace('p', 'ｐ') })],
  ['email', (taken: ReturnType<typeof person>) => ({ ...person(), email: taken.email.toUpperCase() })],
])('a %s that differs only in its case, or its width, is taken', async (field, like) => {
  const taken = person();
  await register(taken);
  const again = await register(like(taken));
  expect([again.status, again.body]).toEqual([400, { code: 400, message: `${field} 已被注册`, data: null }]);
});

test('what another registration was refused for is free for its username and its email', async () => {
  const taken = person();
  await register(taken);
  const refused = { ...person(), username: taken.username };
  expect((await register(refused)).status).toBe(400);
  expect((await register({ ...person(), email: refused.email })).status).toBe(200);
});

test('of 8 that ask for one username at once, exactly one gets it, and the others left nothing', async () => {
  const { username } = person();
  const rivals = Array.from({ length: 8 }, () => ({ ...person(), username }));
  const answers = await Promise.all(rivals.map(register));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(400)]);
  const losers = rivals.filter((_, at) => answers[at]!.status === 400);
  const emails = await Promise.all(losers.slice(0, 3).map(({ email }) => register({ ...person(), email })));
  expect(emails.map(({ status }) => status)).toEqual([200, 200, 200]);
}, 60_000);

test.each([
  ['username', { username: undefined }],
  ['username', { username: 'ab' }],
  ['username', { username: 'a'.repeat(33) }],
  ['username', { username: 'white space' }],
  ['username', { username: 'a\u0000b' }],
  ['username', { username: 'ad\u202emin' }],
  ['username', { username: 7 }],
  ['email', { email: 'nobody' }],
  ['email', { email: 'a@b' }],
  ['email', { email: `${'a'.repeat(250)}@example.com` }],
  ['email', { email: null }],
  ['password', { password: 'short12' }],
  ['password', { password: '👋'.repeat(7) }],
  ['password', { password: 'x'.repeat(129) }],
  ['password', { password: ['password123'] }],
  ['password', { password: 'lone \ud800 half' }],
  ['referral_code', { referral_code: 'nope' }],
  ['referral_code', { referral_code: 'ZZZZZZ' }],
  ['role', { role: 'admin' }],
  ['credit_balance', { credit_balance: 1000 }],
])('a wrong %s is named: %j', async (field, change) => {
  const { status, body } = await register({ ...person(), ...change });
  expect([status, body]).toEqual([400, { code: 400, message: expect.stringContaining(field), data: null }]);
});

test.each(['测试用户', 'Größe_1', 'dot.and-dash', 'ab3'])('%s is a username', async (username) => {
  expect((await register({ ...person(), username })).status).toBe(200);
  expect((await login({ username, password: PASSWORD })).status).toBe(200);
});

test('a password is any text of 8 to 128 characters, whichever keyboard it is typed on', async () => {
  const password = 'schöne Grüße, 你好 👋';
  const { username, email } = person();
  await register({ username, email, password: password.normalize('NFD') });
  expect((await login({ username, password: password.normalize('NFC') })).status).toBe(200);
  expect((await login({ username, password: `${password}!` })).status).toBe(401);
});

test('128 characters are 128 of a person’s, however many bytes each has', async () => {
  const asked = { ...person(), password: '👋'.repeat(128) };
  expect((await register(asked)).status).toBe(200);
  expect((await login({ username: asked.username, password: asked.password })).status).toBe(200);
});

test('an unknown user and a wrong password get the same answer', async () => {
  const { username, email } = person();
  await register({ username, email, password: PASSWORD });
  const wrong = await login({ username, password: 'not this one' });
  const unknown = await login({ username: 'nobody-at-all', password: 'not this one' });
  expect([wrong.status, wrong.body]).toEqual([401, { code: 401, message: '用户名或密码错误', data: null }]);
  const shown = ({ status, headers, text }: typeof wrong) => [status, text, Object.keys(headers).sort()];
  expect(shown(unknown)).toEqual(shown(wrong));
});

test('a password that was hashed when a guess cost less is hashed anew by the login that proves it, and by no other', async () => {
  const { username, email } = person();
  await register({ username, email, password: PASSWORD });
  await hashedLongAgo(tableOf(stack()), username);
  const kept = async () => (await dynamoUsers(tableOf(stack())).credentials(username))!.password;
  const old = await kept();
  expect((await login({ username, password: 'not this one' })).status).toBe(401);
  expect(await kept()).toEqual(old);
  const answers = await Promise.all([1, 2].map(() => login({ username, password: PASSWORD })));
  expect([...answers.map(({ status }) => status), await kept()]).toMatchObject([200, 200, { cost: 32_768, block: 8, parallel: 3 }]);
  const renewed = await kept();
  expect((await login({ username, password: PASSWORD })).status).toBe(200);
  expect(await kept()).toEqual(renewed);
});

test('a referral code, in any case, is remembered with who registers', async () => {
  const { referral_code } = (await register(person())).body.data;
  const { status, body } = await register({ ...person(), referral_code: String(referral_code).toLowerCase() });
  expect([status, body.data.referral_code]).toEqual([200, expect.not.stringMatching(String(referral_code))]);
});

test('the operator that `npm start` promises is there', async () => {
  expect((await login({ username: 'admin', password: 'darkroom-admin' })).status).toBe(200);
});
