import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Composition, compose, composeStream } from '#shared/domain/writing/compose.ts';
import type { WritingInput } from '#shared/domain/writing/input.ts';
import { toolTypes } from '#shared/domain/writing/names.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { startQwen } from './qwen.ts';

let qwen: Awaited<ReturnType<typeof startQwen>>;
beforeAll(async () => {
  qwen = await startQwen({ pieceMs: 0 });
});
afterEach(() => {
  qwen.faults.clear();
  qwen.calls.clear();
});
afterAll(() => qwen.close());

const input = (more: Partial<WritingInput> = {}): WritingInput => ({
  title: '如何提高工作效率',
  keywords: ['时间管理', '效率工具'],
  requirements: '字数800字',
  ...more,
});
const options = { timeoutMs: 60_000, clock: systemClock };
const whole = (more?: Partial<WritingInput>) => compose(qwen.text(), 'wechat_article', input(more), options);

async function streamed(more?: Partial<WritingInput>): Promise<Composition & { pieces: string[] }> {
  const pieces: string[] = [];
  const stream = composeStream(qwen.text(), 'wechat_article', input(more), options);
  for (;;) {
    const { done, value } = await stream.next();
    if (done) return { ...value, pieces };
    pieces.push(value);
  }
}

test.each(toolTypes)('%s: the length that was asked for is kept in one call', async (tool) => {
  const { text, cut, length } = await compose(qwen.text(), tool, input(), options);
  expect(text).toContain('【本地示例】');
  expect(cut).toBe(false);
  expect(length).toMatchObject({ asked: '字数800字', verdict: 'kept' });
  expect(qwen.calls.list()).toHaveLength(1);
});

test.each(['short', 'long'])('a text that comes out too %s is rewritten once', async (marker) => {
  const { length } = await whole({ title: `[${marker}] 早起` });
  expect(length?.verdict).toBe('kept');
  expect(qwen.calls.list()).toHaveLength(2);
});

test('a text that misses its length twice is told to be so, and isn’t asked for a third time', async () => {
  const text = { ...qwen.text(), write: async () => ({ text: '太短了。', finish: 'stop' as const }) };
  const { length } = await compose(text, 'wechat_article', input(), options);
  expect(length).toMatchObject({ verdict: 'short', counted: 4, message: '要求“字数800字”，成稿 4 字，短于要求' });
});

test('a text that was cut off is continued, without a seam', async () => {
  const straight = await whole();
  const { text, cut } = await whole({ title: '[cut] 如何提高工作效率' });
  expect(cut).toBe(false);
  expect(text).toBe(straight.text.replaceAll('如何提高工作效率', '[cut] 如何提高工作效率'));
});

test('when the second call fails the first text stands', async () => {
  qwen.faults.add({ service: 'qwen', mode: 'slow', times: 1, delayMs: 0 });
  qwen.faults.add({ service: 'qwen', mode: '500', times: 1 });
  const { text, length } = await whole({ title: '[short] 早起' });
  expect(text).toContain('早起');
  expect(length?.verdict).toBe('short');
});

test('without time for it there is no second call', async () => {
  let now = 0;
  const clock = () => {
    now += 400;
    return now;
  };
  await compose(qwen.text(), 'wechat_article', input({ title: '[short] 早起' }), { timeoutMs: 2000, clock });
  expect(qwen.calls.list()).toHaveLength(1);
});

test('a stream tells at its end what a whole text tells', async () => {
  const { pieces, ...composition } = await streamed();
  expect(composition).toEqual(await whole());
  expect(pieces.join('').trim()).toBe(composition.text);
});

test('a stream that was cut off goes on, one that is too short says so', async () => {
  expect(await streamed({ title: '[cut] 早起' })).toMatchObject({ cut: false, length: { verdict: 'kept' } });
  qwen.calls.clear();
  expect(await streamed({ title: '[short] 早起' })).toMatchObject({ cut: false, length: { verdict: 'short' } });
  expect(qwen.calls.list()).toHaveLength(1);
});

test('a stream that breaks off is a fault, not a text', async () => {
  await expect(streamed({ title: '[drops] 早起' })).rejects.toMatchObject({ code: 'ai.unavailable' });
  await expect(streamed({ title: '[inspected] 早起' })).rejects.toMatchObject({ code: 'ai.refused' });
});
