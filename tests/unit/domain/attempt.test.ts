import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { attempt, jobFault } from '#shared/domain/jobs/attempt.ts';
import { Fault, fail } from '#shared/kernel/fault.ts';
import { testClock } from './fakes.ts';

afterEach(() => void vi.restoreAllMocks());

const always = () => true;
const onRetry = vi.fn<(error: unknown) => void>();
beforeEach(() => void onRetry.mockReset());

test('a model that stays busy is asked 4 times, after at most 1, 2 and 4 seconds', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(1);
  const { sleep, slept } = testClock();
  const call = vi.fn(async () => fail('ai.busy'));
  await expect(attempt(call, { sleep, onRetry, hasTime: always })).rejects.toMatchObject({ code: 'ai.busy' });
  expect(call).toHaveBeenCalledTimes(4);
  expect(slept).toEqual([1000, 2000, 4000]);
});

test('waits are shortened at random, down to nothing, so that many clients don’t come back together', async () => {
  vi.spyOn(Math, 'random').mockReturnValueOnce(0).mockReturnValueOnce(0.25).mockReturnValueOnce(0.5);
  const { sleep, slept } = testClock();
  await expect(attempt(async () => fail('ai.unavailable'), { sleep, onRetry, hasTime: always })).rejects.toThrow();
  expect(slept).toEqual([0, 500, 2000]);
});

test('every call beyond the first is told of, with what made it necessary', async () => {
  const { sleep } = testClock();
  const call = vi.fn<() => Promise<string>>().mockImplementationOnce(async () => fail('ai.unavailable', { sent: true }));
  call.mockResolvedValue('picture');
  await attempt(call, { sleep, onRetry, hasTime: always });
  expect(onRetry.mock.calls).toMatchObject([[{ code: 'ai.unavailable', details: { sent: true } }]]);
});

test('the first answer ends it', async () => {
  const { sleep, slept } = testClock();
  const call = vi.fn<() => Promise<string>>().mockImplementationOnce(async () => fail('ai.unavailable'));
  call.mockResolvedValue('picture');
  expect(await attempt(call, { sleep, onRetry, hasTime: always })).toBe('picture');
  expect(slept).toHaveLength(1);
});

test.each(['ai.refused', 'ai.retired', 'image.invalid'] as const)('%s is final: nothing is tried again', async (code) => {
  const { sleep } = testClock();
  const call = vi.fn(async () => fail(code));
  await expect(attempt(call, { sleep, onRetry, hasTime: always })).rejects.toMatchObject({ code });
  expect(call).toHaveBeenCalledTimes(1);
});

test('an error that is no fault is not tried again', async () => {
  const { sleep, slept } = testClock();
  await expect(attempt(() => Promise.reject(new TypeError('bug')), { sleep, onRetry, hasTime: always })).rejects.toThrow('bug');
  expect(slept).toEqual([]);
});

test('without time for another try the last fault stands', async () => {
  const { sleep, slept } = testClock();
  await expect(attempt(async () => fail('ai.busy'), { sleep, onRetry, hasTime: () => false })).rejects.toMatchObject({ code: 'ai.busy' });
  expect(slept).toEqual([]);
});

test('a job keeps of a fault what a client may read', () => {
  expect(jobFault(new Fault('ai.busy', { retryAfter: 7, reason: 'quota of project 123' }))).toEqual({
    code: 'ai.busy',
    message: 'AI服务繁忙,请稍后重试',
    retryAfter: 7,
  });
  expect(jobFault(new Error('bug'))).toBeUndefined();
});
