import { expect, test } from 'vitest';
import { login } from '#tests/support/client.ts';
import { useStack } from '#tests/support/stack.ts';
import { balance, calls, restore } from './support.ts';

const stack = useStack();

test('twenty first logins at once make one account with one bonus', async () => {
  const clients = await Promise.all(Array.from({ length: 20 }, () => login(stack(), 'racer')));
  expect(new Set(clients.map(({ account }) => account)).size).toBe(1);
  expect(await clients[0]!.standing()).toEqual({ points: 100, transactions: 1, jobs: 0 });
});

test('fifty restores at once on an account with points for ten: ten succeed, forty are 402, nothing is left', async () => {
  const client = await login(stack(), 'spender');
  const answers = await Promise.all(Array.from({ length: 50 }, () => restore(client)));
  const done = answers.filter(({ status }) => status === 200);
  expect(done).toHaveLength(10);
  for (const { status, body } of answers.filter((answer) => !done.includes(answer))) {
    expect([status, body.code]).toEqual([402, 'INSUFFICIENT_POINTS']);
  }
  expect(new Set(done.map(({ body }) => body.requestId)).size).toBe(10);
  expect(calls(stack())).toHaveLength(10);
  expect(await balance(stack(), client)).toEqual({ points: 0, held: 0, spends: 10 });
  expect(await client.standing()).toEqual({ points: 0, transactions: 11, jobs: 10 });
});
