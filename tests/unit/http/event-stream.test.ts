import '#local/gateway/awslambda.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { collected, ResponseStream } from '#local/gateway/awslambda.ts';
import { endpoint } from '#shared/contract/endpoint.ts';
import { reply } from '#shared/http/reply.ts';
import { type EventStream, eventStream } from '#shared/http/stream/event-stream.ts';
import { serveStream } from '#shared/http/stream/serve-stream.ts';
import { fail } from '#shared/kernel/fault.ts';

type Raw = awslambda.HttpResponseStream;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function opened() {
  const sent: string[] = [];
  const raw = new ResponseStream((chunk) => void sent.push(chunk.toString('utf8')));
  const stream = eventStream(raw as unknown as Raw, 'r-1');
  return { raw, stream, sent };
}

test('the head goes out at once, and as long as nothing comes a comment every 10 s keeps the line', async () => {
  const { stream, sent } = opened();
  stream.open();
  expect(JSON.parse(sent[0]!.split('\0')[0]!)).toEqual({
    statusCode: 200,
    headers: {
      'x-request-id': 'r-1',
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    },
  });
  sent.length = 0;
  vi.advanceTimersByTime(9_000);
  await stream.send('delta', '{"text":"早"}');
  vi.advanceTimersByTime(9_000);
  expect(sent).toEqual(['event: delta\ndata: {"text":"早"}\n\n']);
  vi.advanceTimersByTime(1_000);
  expect(sent.slice(1)).toEqual([': ping\n\n']);
  stream.end();
  vi.advanceTimersByTime(60_000);
  expect(sent).toHaveLength(2);
});

test('a client that leaves is known at once: the signal, the next word, no more comments', async () => {
  const { raw, stream, sent } = opened();
  stream.open();
  raw.destroy();
  await vi.advanceTimersByTimeAsync(0);
  expect(stream.signal.aborted).toBe(true);
  await expect(stream.send('delta', '{}')).rejects.toThrow('the client left');
  vi.advanceTimersByTime(60_000);
  expect(sent.filter((text) => text.includes('ping'))).toHaveLength(1);
});

test('the end is no leaving', async () => {
  const { stream } = opened();
  stream.open();
  stream.end();
  await vi.advanceTimersByTimeAsync(0);
  expect(stream.signal.aborted).toBe(false);
});

const contract = endpoint({
  ...{
    id: 'test/tell',
    api: 'platform',
    method: 'POST',
    path: '/tell/{what}',
    summary: '',
    auth: 'none',
    rate: 'none',
    uses: [],
    faults: [],
  },
  params: z.strictObject({ what: z.string() }),
  produces: 'text/event-stream',
  responses: { 200: z.strictObject({ text: z.string() }) },
  example: { request: {}, response: null },
});

/** What a request is answered, whose handler does this once the stream is there. */
function answer(act: (stream: EventStream) => Promise<void> | void, { path = '/tell/it', method = 'POST' } = {}) {
  const handler = serveStream(contract, () => ({
    deltaOf: ({ text }) => ({ text }),
    handle: async ({ params }, stream) => {
      await act(stream);
      return reply(200, { text: params.what });
    },
  }));
  const event = { headers: {}, rawPath: path, requestContext: { requestId: 'r-1', http: { method, sourceIp: '1.2.3.4' } } };
  return collected((out) => handler(event as never, out as unknown as Raw, {} as never));
}

test('what was not told bit by bit is told in one piece, then as a whole', async () => {
  const { statusCode, body } = await answer(() => {});
  expect([statusCode, body]).toEqual([200, ': ping\n\nevent: delta\ndata: {"text":"it"}\n\nevent: done\ndata: {"text":"it"}\n\n']);
});

test('an error before the stream is open is an answer, after that the last event', async () => {
  const before = await answer(() => fail('points.insufficient'));
  expect([before.statusCode, JSON.parse(before.body)]).toEqual([400, { code: 40001, message: '积分不足', data: null }]);
  const after = await answer((stream) => {
    stream.open();
    fail('ai.refused', { message: '不行' });
  });
  expect([after.statusCode, after.body]).toEqual([200, ': ping\n\nevent: error\ndata: {"code":40007,"message":"不行","data":null}\n\n']);
});

test('a Function URL passes on any path and method; they are refused here', async () => {
  expect(await answer(() => {}, { path: '/other' })).toMatchObject({ statusCode: 404 });
  expect(await answer(() => {}, { path: '/tell/it/more' })).toMatchObject({ statusCode: 404 });
  expect(await answer(() => {}, { method: 'GET' })).toMatchObject({ statusCode: 405, headers: { allow: 'POST' } });
});
