import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openaiText } from '#shared/adapters/openai/text.ts';
import { publicWeb } from '#shared/adapters/public-fetch/web.ts';
import { nobody } from '../google/google.ts';
import { API_KEY, heard, order, startQwen } from './qwen.ts';

let qwen: Awaited<ReturnType<typeof startQwen>>;
beforeAll(async () => {
  qwen = await startQwen();
});
afterEach(() => {
  qwen.faults.clear();
  qwen.calls.clear();
});
afterAll(() => qwen.close());

const write = (prompt: string, more = {}) => qwen.text().write(order(prompt, more));
const stream = (prompt: string, more = {}) => heard(qwen.text().stream(order(prompt, more)));
const ways = [
  ['whole', write],
  ['streamed', stream],
] as const;

test('a text comes whole, and the same piece by piece', async () => {
  const { text, finish } = await write('如何早起');
  expect(text).toContain('【本地示例】');
  expect(text).toContain('如何早起');
  expect(finish).toBe('stop');
  const { pieces, finish: streamed } = await stream('如何早起');
  expect(pieces.length).toBeGreaterThan(10);
  expect(pieces.join('')).toBe(text);
  expect(streamed).toBe('stop');
});

test('what is asked for goes out in the fields that the API has for it, the model’s own beside them', async () => {
  await qwen
    .text({ extra: { enable_thinking: false, model: 'other' } })
    .write(order('写一份 JSON', { maxTokens: 50, temperature: 0.3, json: true }));
  expect(qwen.calls.list()[0]?.body).toEqual({
    enable_thinking: false,
    model: 'qwen-plus',
    messages: [
      { role: 'system', content: '你是一位作者。' },
      { role: 'user', content: '写一份 JSON' },
    ],
    max_tokens: 50,
    temperature: 0.3,
    response_format: { type: 'json_object' },
    stream: false,
  });
});

test.each(ways)('a text (%s) that meets the limit of tokens says so', async (_, ask) => {
  expect((await ask('如何早起', { maxTokens: 20 })).finish).toBe('length');
});

test.each(ways)('each fault of the provider (%s) has its code, says whether work may have been done, and is one call', async (_, ask) => {
  const fault = (mode: '429' | '500' | 'refuse' | 'badsign') => qwen.faults.add({ service: 'qwen', mode, times: 1 });
  fault('429');
  await expect(ask('x')).rejects.toMatchObject({ code: 'ai.busy', details: { retryAfter: 2, sent: false } });
  fault('500');
  await expect(ask('x')).rejects.toMatchObject({ code: 'ai.unavailable', details: { sent: true, status: 500 } });
  fault('badsign');
  await expect(ask('x')).rejects.toMatchObject({ code: 'ai.unavailable', details: { sent: true } });
  fault('refuse');
  await expect(ask('x')).rejects.toMatchObject({
    code: 'ai.refused',
    details: { reason: expect.stringContaining('inappropriate content') },
  });
  expect(qwen.calls.list()).toHaveLength(4);
});

test.each(ways)('content that is refused (%s) ends in ai.refused', async (_, ask) => {
  await expect(ask('[blocked] x')).rejects.toMatchObject({ code: 'ai.refused' });
});

test('an error inside a stream is what it says, though the status was 200', async () => {
  await expect(stream('[inspected] 如何早起')).rejects.toMatchObject({
    code: 'ai.refused',
    details: { reason: expect.stringContaining('Output data') },
  });
});

test('a line that drops in the middle of a stream is no short text', async () => {
  await expect(stream('[drops] 如何早起')).rejects.toMatchObject({ code: 'ai.unavailable', details: { sent: true } });
});

test.each(ways)('a model that hangs (%s) is given up at the time limit', async (_, ask) => {
  qwen.faults.add({ service: 'qwen', mode: 'hang', times: 1 });
  const started = performance.now();
  await expect(ask('x', { timeoutMs: 200 })).rejects.toMatchObject({ code: 'ai.unavailable', details: { sent: true } });
  expect(performance.now() - started).toBeLessThan(2000);
});

test('a stream that takes longer than its time limit is no finished text', async () => {
  const slow = await startQwen({ pieceMs: 60 });
  try {
    await expect(heard(slow.text().stream(order('如何早起', { timeoutMs: 300 })))).rejects.toMatchObject({ code: 'ai.unavailable' });
  } finally {
    await slow.close();
  }
});

test.each(ways)('a caller who gives up (%s) gets his own reason back, not a fault of the model', async (_, ask) => {
  qwen.faults.add({ service: 'qwen', mode: 'hang', times: 1 });
  const reason = new Error('the client hung up');
  const controller = new AbortController();
  setTimeout(() => controller.abort(reason), 50);
  await expect(ask('x', { signal: controller.signal })).rejects.toBe(reason);
});

test('who stops listening ends the call', async () => {
  const gone = Promise.withResolvers<void>();
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('data: {"choices":[{"delta":{"content":"早"}}]}\n\n');
    response.once('close', gone.resolve);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const text = openaiText({ model: 'x', baseUrl, apiKey: API_KEY }, publicWeb({ ALLOWED_PRIVATE_ORIGINS: baseUrl }));
  for await (const _ of text.stream(order('x'))) break;
  await gone.promise;
  server.close();
});

test('the first piece arrives long before the last', async () => {
  const slow = await startQwen({ pieceMs: 20 });
  try {
    const started = performance.now();
    const times: number[] = [];
    for await (const _ of slow.text().stream(order('如何早起'))) times.push(performance.now() - started);
    expect(times[0]).toBeLessThan(times.at(-1)! / 3);
  } finally {
    await slow.close();
  }
});

test('an unknown model ends in ai.retired, an account that hasn’t paid in a fault that only an operator can mend', async () => {
  await expect(qwen.text({ model: 'qwen-99' }).write(order('x'))).rejects.toMatchObject({
    code: 'ai.retired',
    details: { sent: false, permanent: true },
  });
  await expect(qwen.text({ model: 'qwen-unpaid' }).write(order('x'))).rejects.toMatchObject({
    code: 'ai.unavailable',
    details: { permanent: true, sent: false, operator: expect.stringContaining('Arrearage') },
  });
});

test('a wrong key is told to the operator, and never shown', async () => {
  const error = await qwen
    .text({ apiKey: 'sk-wrong-key' })
    .write(order('x'))
    .catch((thrown) => thrown);
  expect(error).toMatchObject({ code: 'ai.unavailable', details: { permanent: true, operator: expect.stringContaining('qwen-plus') } });
  expect(JSON.stringify(error) + error.stack).not.toContain('sk-wrong-key');
});

test('a request that the provider can’t take is not worth another try', async () => {
  await expect(write('x', { temperature: 5 })).rejects.toMatchObject({ code: 'ai.unavailable', details: { permanent: true, sent: false } });
});

test('an unreachable provider is unavailable, and has certainly done nothing', async () => {
  const baseUrl = await nobody();
  const text = openaiText({ model: 'qwen-plus', baseUrl, apiKey: API_KEY }, publicWeb({ ALLOWED_PRIVATE_ORIGINS: baseUrl }));
  await expect(text.write(order('x'))).rejects.toMatchObject({
    code: 'ai.unavailable',
    details: { sent: false, reason: expect.stringContaining('ECONNREFUSED') },
  });
});

test('an address that isn’t public is never asked, and the operator hears why', async () => {
  const text = openaiText({ model: 'qwen-plus', baseUrl: qwen.baseUrl, apiKey: API_KEY }, publicWeb({}));
  await expect(text.write(order('x'))).rejects.toMatchObject({
    code: 'ai.unavailable',
    details: { sent: false, permanent: true, operator: expect.stringContaining('https://') },
  });
  expect(qwen.calls.list()).toEqual([]);
});
