import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Client, login } from '#tests/support/client.ts';
import { useStack } from '#tests/support/stack.ts';
import { balance, calls, custom, fault, jobOf, restore, withoutBackoff } from './support.ts';

const stack = useStack();

let client: Client;
beforeEach(async ({ task }) => {
  withoutBackoff();
  stack().outside.calls.clear();
  client = await login(stack(), task.id);
});
afterEach(() => {
  stack().outside.faults.clear();
  vi.restoreAllMocks();
});

const TRIES = 4;
const unspent = { points: 100, held: 0, spends: 0 };

test('a model that fails once is asked again, and nobody notices', async () => {
  fault(stack(), '500');
  const answer = await restore(client);
  expect([answer.status, answer.body.points]).toEqual([200, { deducted: 10, remaining: 90 }]);
  expect(calls(stack()).map(({ status }) => status)).toEqual([500, 200]);
  expect(await balance(stack(), client)).toEqual({ points: 90, held: 0, spends: 1 });
});

test.each([
  ['fails', '500', 502, 'AI_SERVICE_ERROR', 'AI服务错误'],
  ['answers what nobody can read', 'badsign', 502, 'AI_SERVICE_ERROR', 'AI服务错误'],
  ['is busy', '429', 429, 'RATE_LIMITED', 'API配额限制'],
] as const)('a model that always %s ends in %3$s after three more tries, and costs nothing', async (_, mode, status, code, error) => {
  fault(stack(), mode, 10);
  const answer = await restore(client);
  expect(answer.status).toBe(status);
  expect(answer.body).toEqual({ success: false, error, message: expect.any(String), code, requestId: expect.stringMatching(/^req_/) });
  expect(calls(stack())).toHaveLength(TRIES);
  expect(answer.headers.get('retry-after')).toBe(mode === '429' ? '2' : null);
  expect(await balance(stack(), client)).toEqual(unspent);
  expect(await client.standing()).toEqual({ points: 100, transactions: 1, jobs: 1 });
});

test('a busy model says so for its job too, with Retry-After', async () => {
  fault(stack(), '429', 10);
  const { body } = await restore(client);
  const again = await client.get(`/api/image/jobs/${body.requestId}`);
  expect([again.status, again.body.code, again.headers.get('retry-after')]).toEqual([429, 'RATE_LIMITED', '2']);
});

test.each(['[blocked]', '[unsafe]', '[declined]'])(
  'a picture that the model refuses (%s) is 422 at once, and costs nothing',
  async (word) => {
    const answer = await custom(client, `${word} 画一幅画`);
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual({
      success: false,
      error: '内容被拒绝',
      message: '内容未通过AI安全审核',
      code: 'CONTENT_REFUSED',
      requestId: expect.stringMatching(/^req_/),
    });
    expect(calls(stack())).toHaveLength(1);
    expect(await balance(stack(), client)).toEqual(unspent);
  },
);

test('a model whose line is cut is asked again', async () => {
  fault(stack(), 'hang', 1, 20);
  expect((await restore(client)).status).toBe(200);
  expect(calls(stack()).map(({ status }) => status)).toEqual([null, 200]);
});

test('tries within one delivery are one attempt', async () => {
  fault(stack(), '500', 2);
  const { body } = await restore(client);
  expect(calls(stack())).toHaveLength(3);
  expect(await jobOf(stack(), client, body.requestId!)).toMatchObject({ state: 'succeeded', attempts: 1 });
});

test('a failure is in the usage, with success false and no cost', async () => {
  await custom(client, '[unsafe]');
  await custom(client, '蓝天');
  const { body } = await client.get('/api/wechat/user/api-usage');
  expect(body.data).toMatchObject({
    usage: [
      { api_type: 'custom', success: true, points_cost: 15 },
      { api_type: 'custom', success: false, points_cost: 0 },
    ],
    total: 2,
  });
});
