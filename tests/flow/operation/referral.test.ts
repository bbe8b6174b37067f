import { beforeAll, expect, test } from 'vitest';
import { asNobody, type PlatformClient, platformClient } from '#tests/support/platform/client.ts';
import { useStack } from '#tests/support/stack.ts';

const stack = useStack({ settings: { REGISTER_URL: 'https://example.com/register?from=app#top' } });
let ada: PlatformClient;
beforeAll(async () => {
  ada = await platformClient(stack());
});

let count = 0;
const register = (referral_code: unknown) => {
  const username = `friend${++count}`;
  const json = { username, email: `${username}@example.com`, password: 'password123', referral_code };
  return asNobody(stack())('POST', '/api/v1/auth/register', json);
};
const codeOf = async (client: PlatformClient) =>
  String((await client.call('POST', '/api/v1/operation/referral/generate')).data.referral_code);
const records = async (client: PlatformClient, query = '') => (await client.call('GET', `/api/v1/operation/referral/records${query}`)).data;

test('a user’s code is theirs for good, and its address leads to where people register', async () => {
  const { status, message, data } = await ada.call('POST', '/api/v1/operation/referral/generate');
  expect([status, message]).toEqual([200, '推荐码已生成']);
  expect(data).toEqual({
    referral_code: expect.stringMatching(/^[A-Z2-9]{6}$/),
    referral_url: `https://example.com/register?from=app&ref=${data.referral_code}#top`,
  });
  expect((await ada.call('POST', '/api/v1/operation/referral/generate')).data).toEqual(data);
  expect((await ada.call('GET', '/api/v1/auth/me')).data.referral_code).toBe(data.referral_code);
});

test('who registers with a code is listed with its owner, once, and with nobody else', async () => {
  const eve = await platformClient(stack());
  expect(await records(eve)).toEqual({ total: 0, total_rewards: 0, items: [] });
  const code = await codeOf(eve);
  for (let i = 0; i < 3; i++) expect((await register(i === 1 ? code.toLowerCase() : code)).status).toBe(200);
  const found = await records(eve);
  expect(found).toMatchObject({ total: 3, total_rewards: 0 });
  expect(found.items).toMatchObject([3, 2, 1].map((id) => ({ id, reward_amount: 0, status: 'pending' })));
  expect(await records(eve, '?page=2&page_size=2')).toMatchObject({
    total: 3,
    items: [{ id: 1, referred_user: expect.stringContaining('friend') }],
  });
  expect(await records(ada)).toMatchObject({ total: 0 });
});

test('30 who register with one code at once are all listed, numbered without a gap', async () => {
  const eve = await platformClient(stack());
  const code = await codeOf(eve);
  const answers = await Promise.all(Array.from({ length: 30 }, () => register(code)));
  expect(answers.map(({ status }) => status)).toEqual(Array(30).fill(200));
  const { total, items } = await records(eve, '?page_size=100');
  expect(total).toBe(30);
  expect((items as { id: number }[]).map(({ id }) => id)).toEqual(Array.from({ length: 30 }, (_, i) => 30 - i));
  expect(new Set((items as { referred_user: string }[]).map(({ referred_user }) => referred_user)).size).toBe(30);
});

test.each(['ZZZZZZ', 'short', 12, ''])('the code %j is refused, and nobody is registered', async (code) => {
  const { status, message } = await register(code);
  expect([status, message]).toEqual([400, expect.stringContaining('referral_code')]);
  expect(await asNobody(stack())('POST', '/api/v1/auth/login', { username: `friend${count}`, password: 'password123' })).toMatchObject({
    status: 401,
  });
});
