import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { OutsideFault } from '#local/outside/faults.ts';
import { dynamoRests } from '#shared/adapters/dynamo/rests.ts';
import { tableOf } from '#tests/support/platform/api.ts';
import type { PlatformUser } from '#tests/support/platform/users.ts';
import { useStack } from '#tests/support/stack.ts';
import { anyModel, asked, books, fault, forgetFailures, generate, order, writer } from './support.ts';

const stack = useStack({ settings: { TEXT_TIMEOUT_SECONDS: '1' } });
let ada: PlatformUser;
beforeEach(async () => {
  ada = await writer(stack());
  await forgetFailures(stack());
  stack().outside.calls.clear();
  // Retries come at once.
  vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  stack().outside.faults.clear();
  vi.restoreAllMocks();
});

const MODEL = { qwen: 1, gemini: 5 } as const;
const other = { qwen: 'gemini', gemini: 'qwen' } as const;
const passing = (['429', '500', 'hang', 'badsign'] as const).flatMap((mode) =>
  (['qwen', 'gemini'] as const).map((service) => ({ service, mode: mode as OutsideFault['mode'] })),
);

test.each(passing)('$service $mode: the other model stands in, for the price that was agreed', async ({ service, mode }) => {
  fault(stack(), service, mode);
  const { body } = await generate(stack(), ada, { ...order, model_id: MODEL[service] });
  expect([body.code, body.data.credits_used]).toEqual([200, 10]);
  expect(asked(stack())).toEqual({ [service]: 1, [other[service]]: 1 });
  expect(await books(stack(), ada)).toMatchObject({ points: 90, held: 0, sum: 90 });
});

test.each(passing)('$service $mode, and the other is broken too: 40006, and the points are back', async ({ service, mode }) => {
  fault(stack(), service, mode, 100);
  fault(stack(), other[service], '500', 100);
  const { status, body } = await generate(stack(), ada, { ...order, model_id: MODEL[service] });
  expect([status, body.code, body.data]).toEqual([502, 40006, null]);
  expect(await books(stack(), ada)).toEqual({ points: 100, held: 0, sum: 100, entries: 1 });
  // Everybody once, and up to three times more.
  expect(asked(stack())).toEqual({ qwen: 4, gemini: 4 });
});

test.each(['qwen', 'gemini'] as const)('%s refuses: 40007, the points are back, and no other model is asked', async (service) => {
  fault(stack(), service, 'refuse');
  const { status, body } = await generate(stack(), ada, { ...order, model_id: MODEL[service] });
  expect([status, body.code, body.data]).toEqual([502, 40007, null]);
  expect(await books(stack(), ada)).toEqual({ points: 100, held: 0, sum: 100, entries: 1 });
  expect(asked(stack())).toEqual({ qwen: 0, gemini: 0, [service]: 1 });
  expect(await dynamoRests(tableOf(stack())).all()).toEqual([]);
});

test('a model that failed three times in a row rests, and is asked last; when it works again, that is forgotten', async () => {
  fault(stack(), 'qwen', '500', 3);
  for (let times = 0; times < 3; times++) expect((await generate(stack(), ada, anyModel)).body.code).toBe(200);
  expect(asked(stack())).toEqual({ qwen: 3, gemini: 3 });
  await generate(stack(), ada, anyModel);
  expect(asked(stack())).toEqual({ qwen: 3, gemini: 4 });
  fault(stack(), 'gemini', '500');
  await generate(stack(), ada, anyModel);
  expect(asked(stack())).toEqual({ qwen: 4, gemini: 5 });
  expect(await dynamoRests(tableOf(stack())).all()).toMatchObject([{ model: 5, failures: 1 }]);
});

test('jobs that fail at the same moment count as one failure of the model', async () => {
  fault(stack(), 'qwen', '500', 4);
  await Promise.all(Array.from({ length: 4 }, () => generate(stack(), ada, { ...anyModel, requirements: '' })));
  const [rest] = await dynamoRests(tableOf(stack())).all();
  expect(rest?.failures ?? 0).toBeLessThanOrEqual(2);
});
