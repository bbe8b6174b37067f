import { expect, test } from 'vitest';
import { dynamoRests } from '#shared/adapters/dynamo/rests.ts';
import { tableOf } from '#tests/support/platform/api.ts';
import { useStack } from '#tests/support/stack.ts';
import { anyModel, asked, fault, generate, order, useWriter } from './support.ts';

const stack = useStack({ settings: { TEXT_TIMEOUT_SECONDS: '1' } });
const ada = useWriter(stack);

test('when all models fail, all are asked again, up to three times', async () => {
  for (const service of ['qwen', 'gemini'] as const) fault(stack(), service, '500', 100);
  expect((await generate(stack(), ada())).body.code).toBe(40006);
  expect(asked(stack())).toEqual({ qwen: 4, gemini: 4 });
});

test.each([
  ['qwen', 1],
  ['gemini', 5],
] as const)('what %s refuses is not given to another model, and does not speak against it', async (service, model_id) => {
  fault(stack(), service, 'refuse');
  expect((await generate(stack(), ada(), { ...order, model_id })).body.code).toBe(40007);
  expect(asked(stack())).toEqual({ qwen: 0, gemini: 0, [service]: 1 });
  expect(await dynamoRests(tableOf(stack())).all()).toEqual([]);
});

test('a model that failed three times in a row rests, and is asked last; when it works again, that is forgotten', async () => {
  fault(stack(), 'qwen', '500', 3);
  for (let times = 0; times < 3; times++) expect((await generate(stack(), ada(), anyModel)).body.code).toBe(200);
  expect(asked(stack())).toEqual({ qwen: 3, gemini: 3 });
  await generate(stack(), ada(), anyModel);
  expect(asked(stack())).toEqual({ qwen: 3, gemini: 4 });
  fault(stack(), 'gemini', '500');
  await generate(stack(), ada(), anyModel);
  expect(asked(stack())).toEqual({ qwen: 4, gemini: 5 });
  expect(await dynamoRests(tableOf(stack())).all()).toMatchObject([{ model: 5, failures: 1 }]);
});

test('jobs that fail at the same moment count as one failure of the model', async () => {
  fault(stack(), 'qwen', '500', 4);
  await Promise.all(Array.from({ length: 4 }, () => generate(stack(), ada(), { ...anyModel, requirements: '' })));
  const [rest] = await dynamoRests(tableOf(stack())).all();
  expect(rest?.failures ?? 0).toBeLessThanOrEqual(2);
});
