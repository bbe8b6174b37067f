import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { geminiText } from '#shared/adapters/genai/text.ts';
import { heard, order } from '../qwen/qwen.ts';
import { API_KEY, nobody, startGoogle } from './google.ts';

let google: Awaited<ReturnType<typeof startGoogle>>;
beforeAll(async () => {
  google = await startGoogle();
});
afterEach(() => {
  google.faults.clear();
  google.calls.clear();
});
afterAll(() => google.close());

const model = (name = 'gemini-flash-latest', key = API_KEY, url = `${google.url}/gemini`) =>
  geminiText(name, { GEMINI_BASE_URL: url }, async () => key);
const write = (prompt: string, more = {}) => model().write(order(prompt, more));
const stream = (prompt: string, more = {}) => heard(model().stream(order(prompt, more)));
const ways = [
  ['whole', write],
  ['streamed', stream],
] as const;

test('a text comes whole, and the same piece by piece', async () => {
  const { text, finish } = await write('如何早起');
  expect(text).toContain('【本地示例】');
  expect(finish).toBe('stop');
  const { pieces, finish: streamed } = await stream('如何早起');
  expect(pieces.length).toBeGreaterThan(3);
  expect(pieces.join('')).toBe(text);
  expect(streamed).toBe('stop');
});

test('a limit of tokens leaves room for what the model thinks', async () => {
  await write('写一份 JSON', { maxTokens: 50, temperature: 0.3, json: true });
  expect(google.calls.list()[0]?.body).toMatchObject({
    systemInstruction: { parts: [{ text: '你是一位作者。' }] },
    generationConfig: { maxOutputTokens: 8242, temperature: 0.3, responseMimeType: 'application/json' },
  });
});

test.each(ways)('a text (%s) that meets the limit says so', async (_, ask) => {
  expect((await ask('[cut] 如何早起')).finish).toBe('length');
});

test.each(ways)('each fault of the provider (%s) has its code, and is one call', async (_, ask) => {
  const fault = (mode: '429' | '500' | 'refuse' | 'badsign') => google.faults.add({ service: 'gemini', mode, times: 1 });
  fault('429');
  await expect(ask('x')).rejects.toMatchObject({ code: 'ai.busy', details: { retryAfter: 2, sent: false } });
  fault('500');
  await expect(ask('x')).rejects.toMatchObject({ code: 'ai.unavailable', details: { sent: true, status: 500 } });
  fault('badsign');
  await expect(ask('x')).rejects.toMatchObject({ code: 'ai.unavailable', details: { sent: true } });
  fault('refuse');
  await expect(ask('x')).rejects.toMatchObject({ code: 'ai.refused', details: { reason: 'SAFETY' } });
  await expect(ask('[blocked] x')).rejects.toMatchObject({ code: 'ai.refused', details: { reason: 'PROHIBITED_CONTENT' } });
  expect(google.calls.list()).toHaveLength(5);
});

test('a line that drops in the middle of a stream is no short text', async () => {
  await expect(stream('[drops] 如何早起')).rejects.toMatchObject({ code: 'ai.unavailable', details: { sent: true } });
});

test.each(ways)('a model that hangs (%s) is given up at the time limit', async (_, ask) => {
  google.faults.add({ service: 'gemini', mode: 'hang', times: 1 });
  const started = performance.now();
  await expect(ask('x', { timeoutMs: 200 })).rejects.toMatchObject({ code: 'ai.unavailable', details: { sent: true } });
  expect(performance.now() - started).toBeLessThan(2000);
});

test.each(ways)('a caller who gives up (%s) gets his own reason back', async (_, ask) => {
  google.faults.add({ service: 'gemini', mode: 'hang', times: 1 });
  const reason = new Error('the client hung up');
  const controller = new AbortController();
  setTimeout(() => controller.abort(reason), 50);
  await expect(ask('x', { signal: controller.signal })).rejects.toBe(reason);
});

test('a stream that takes longer than its time limit is no finished text', async () => {
  const slow = await startGoogle({ pieceMs: 100 });
  try {
    const text = geminiText('gemini-flash-latest', { GEMINI_BASE_URL: `${slow.url}/gemini` }, async () => API_KEY);
    await expect(heard(text.stream(order('如何早起', { timeoutMs: 350 })))).rejects.toMatchObject({ code: 'ai.unavailable' });
  } finally {
    await slow.close();
  }
});

test('a retired model, a wrong key and a server that is gone have their faults', async () => {
  await expect(model('gemini-2.0-flash').write(order('x'))).rejects.toMatchObject({ code: 'ai.retired' });
  await expect(model('gemini-flash-latest', 'AIza-wrong').write(order('x'))).rejects.toMatchObject({
    code: 'ai.unavailable',
    details: { permanent: true },
  });
  await expect(model('gemini-flash-latest', API_KEY, await nobody()).write(order('x'))).rejects.toMatchObject({
    code: 'ai.unavailable',
    details: { sent: false },
  });
});
