import { expect, test } from 'vitest';
import { login } from '#tests/support/client.ts';
import { useStack } from '#tests/support/stack.ts';
import { animate, balance, calls, finished, restore } from './support.ts';

const stack = useStack({ settings: { IMAGE_MODEL: 'gemini-2.5-flash-image', VIDEO_MODEL: 'gemini-omni-flash-preview' } });

const retired = {
  success: false,
  error: 'AI服务错误',
  message: 'AI模型已停用,请联系管理员',
  code: 'AI_SERVICE_ERROR',
  requestId: expect.stringMatching(/^req_/),
};

test('an image model that Google has shut down is 502 at once, asked once, and costs nothing', async () => {
  const client = await login(stack(), 'ada');
  const answer = await restore(client);
  expect([answer.status, answer.body]).toEqual([502, retired]);
  expect(calls(stack(), /generateContent/)).toHaveLength(1);
  expect(await balance(stack(), client)).toEqual({ points: 100, held: 0, spends: 0 });
});

test('a video model too', async () => {
  const client = await login(stack(), 'grace');
  const { body } = await animate(client);
  const answer = await finished(client, body.requestId!);
  expect([answer.status, answer.body]).toEqual([502, retired]);
  expect(calls(stack(), /interactions/)).toHaveLength(1);
  expect(await balance(stack(), client)).toEqual({ points: 100, held: 0, spends: 0 });
});
