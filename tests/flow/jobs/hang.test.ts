import { afterEach, expect, test, vi } from 'vitest';
import { login } from '#tests/support/client.ts';
import { useStack } from '#tests/support/stack.ts';
import { balance, calls, fault, restore, withoutBackoff } from './support.ts';

const stack = useStack({ settings: { IMAGE_TIMEOUT_SECONDS: '1' } });

afterEach(() => void vi.restoreAllMocks());

test('a model that hangs is given up after its time limit, tried again, and costs nothing', async () => {
  withoutBackoff();
  const client = await login(stack(), 'ada');
  fault(stack(), 'hang', 10);
  const answer = await restore(client);
  expect([answer.status, answer.body.code]).toEqual([502, 'AI_SERVICE_ERROR']);
  expect(calls(stack()).map(({ status }) => status)).toEqual(Array(4).fill(null));
  expect(await balance(stack(), client)).toEqual({ points: 100, held: 0, spends: 0 });
});
