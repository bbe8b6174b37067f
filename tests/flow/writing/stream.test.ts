import { expect, test } from 'vitest';
import { queryItems } from '#shared/adapters/dynamo/items.ts';
import { keys } from '#shared/adapters/dynamo/keys.ts';
import type { Job } from '#shared/domain/jobs/types.ts';
import { login } from '#tests/support/client.ts';
import { ask, tableOf } from '#tests/support/platform/api.ts';
import { eventually, useStack } from '#tests/support/stack.ts';
import { listen } from './listen.ts';
import { alter, anyModel, asked, books, fault, generate, order, useWriter, writer } from './support.ts';

const stack = useStack({ pieceMs: 3, settings: { TEXT_TIMEOUT_SECONDS: '20' }, workers: { threads: true } });
const ada = useWriter(stack);

const STREAM = '/api/v1/writing/wechat_article/stream';
const untouched = { points: 100, held: 0, sum: 100, entries: 1 };
const paid = { points: 90, held: 0, sum: 90, entries: 2 };
const creation = async (id: number | null) => (await ask(stack(), 'GET', `/api/v1/creations/${id}`, { token: ada().token })).body.data;
const jobs = () =>
  queryItems<Job>(tableOf(stack()), 'pk = :pk AND begins_with(sk, :job)', { ':pk': keys.account(ada().account).pk, ':job': 'JOB#' });
/** The only job, once it has ended. */
const ended = () => eventually(async () => (await jobs()).find(({ state }) => state !== 'queued' && state !== 'running'));
const titled = (title: string) => ({ ...order, title });

test('a text is told as it is written, then whole, in the body that the same request has without a stream', async () => {
  const { status, headers, events, text, last } = await listen(stack(), ada());
  expect([status, headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  expect(headers.get('x-request-id')).toMatch(/./);
  expect(events.length).toBeGreaterThan(50);
  expect(events.map(({ event }) => event)).toEqual([...events.slice(1).map(() => 'delta'), 'done']);
  expect(last).toEqual({ code: 200, message: '生成成功', data: { creation_id: 1, content: text.trim(), credits_used: 10 } });
  expect(await creation(1)).toMatchObject({ type: 'writing', tool_type: 'wechat_article', title: order.title, content: text.trim() });
  expect(await books(stack(), ada())).toEqual(paid);
  expect(asked(stack())).toEqual({ qwen: 1, gemini: 0 });
});

test('the list of tools says where', async () => {
  const { body } = await ask<{ type: string; stream_url: string }[]>(stack(), 'GET', '/api/v1/writing/tools');
  expect(body.data.find(({ type }) => type === 'wechat_article')!.stream_url).toBe(stack().url + STREAM);
});

test('who hangs up before the text is whole pays nothing and leaves no creation; the same key begins anew', async () => {
  const headers = { 'idempotency-key': 'hang-up' };
  const { events } = await listen(stack(), ada(), { headers, hear: () => false });
  expect(events.length).toBeLessThan(30);
  expect(await ended()).toMatchObject({ state: 'cancelled' });
  expect(await books(stack(), ada())).toEqual(untouched);
  expect(await creation(1)).toBeNull();
  const again = await eventually(async () => {
    const heard = await listen(stack(), ada(), { headers });
    return heard.status === 200 && heard;
  });
  expect(again.last).toMatchObject({ code: 200, data: { creation_id: 1 } });
  expect(await books(stack(), ada())).toEqual(paid);
});

test('who hangs up after that has bought it', async () => {
  await listen(stack(), ada(), { hear: ({ event }) => event !== 'done' });
  expect(await ended()).toMatchObject({ state: 'succeeded', creation: 1 });
  expect(await books(stack(), ada())).toEqual(paid);
});

test.each([
  ['breaks off', '[drops] 早起', 40006],
  ['is refused in the middle', '[inspected] 早起', 40007],
])('a text that %s ends in an error event, no other model goes on with it, and the points are back', async (_, title, code) => {
  const { status, events, last } = await listen(stack(), ada(), { json: { ...anyModel, title } });
  expect([status, events.length > 5, events.at(-1)!.event]).toEqual([200, true, 'error']);
  expect(last).toEqual({ code, message: expect.any(String), data: null });
  expect(asked(stack())).toEqual({ qwen: 1, gemini: 0 });
  expect(await books(stack(), ada())).toEqual(untouched);
  expect(await creation(1)).toBeNull();
});

test('a provider that fails before the first word is stood in for', async () => {
  fault(stack(), 'qwen', '500');
  const { last } = await listen(stack(), ada());
  expect(last).toMatchObject({ code: 200, data: { credits_used: 10 } });
  expect(asked(stack())).toEqual({ qwen: 1, gemini: 1 });
});

test('a provider that refuses before the first word: one event, 40007, and the points are back', async () => {
  const how = { json: titled('[blocked] 早起'), headers: { 'idempotency-key': 'refused' } };
  // The same key, too.
  for (const times of [1, 2]) {
    const { status, events, last } = await listen(stack(), ada(), how);
    expect([times, status, events.map(({ event }) => event), last.code]).toEqual([times, 200, ['error'], 40007]);
  }
  expect(asked(stack()).qwen).toBe(1);
  expect(await books(stack(), ada())).toEqual(untouched);
});

test('the same key twice is one text, told again at once and paid once; while it is written, 409', async () => {
  // Two threads that are loaded already: the second request is to come in the middle of the first.
  await Promise.all([1, 2].map(() => listen(stack(), ada(), { tool: 'poem' })));
  const headers = { 'idempotency-key': 'once' };
  let meanwhile: Promise<number> | undefined;
  const hear = () => {
    meanwhile ??= listen(stack(), ada(), { headers }).then(({ status }) => status);
    return true;
  };
  const first = await listen(stack(), ada(), { headers, hear });
  expect(await meanwhile).toBe(409);
  const second = await listen(stack(), ada(), { headers });
  expect(second.headers.get('idempotent-replayed')).toBe('true');
  expect(second.events.map(({ event }) => event)).toEqual(['delta', 'done']);
  expect([second.last, second.text]).toEqual([first.last, first.last.data.content]);
  expect((await listen(stack(), ada(), { headers, json: titled('另一篇') })).status).toBe(422);
  expect(await books(stack(), ada())).toEqual(paid);
});

test('what is refused is refused before anything is streamed, as without a stream', async () => {
  const poor = await writer(stack(), 9);
  const wrong = [
    [ada(), { ...order, title: ' ' }],
    [ada(), { ...order, target_language: '英语' }],
    [ada(), { ...order, model_id: 3 }],
    [poor, order],
  ] as const;
  for (const [user, json] of wrong) {
    const [streamed, plain] = [await listen(stack(), user, { json }), await generate(stack(), user, json)];
    expect([streamed.status, streamed.last]).toEqual([plain.status, plain.body]);
    expect(streamed.headers.get('content-type')).toBe('application/json; charset=utf-8');
  }
  expect(await listen(stack(), ada(), { tool: 'poem' })).toMatchObject({ status: 400, last: { code: 400, data: null } });
  expect(asked(stack())).toEqual({ qwen: 0, gemini: 0 });
  expect(await books(stack(), ada())).toEqual(untouched);
});

test('nobody without a token, with one of the mini-program or a refresh token is listened to', async () => {
  const mini = (await login(stack(), 'ada')).token!;
  for (const token of ['', mini, ada().refresh]) {
    const { status, last } = await listen(stack(), { token });
    expect([status, last.code, last.data]).toEqual([401, 401, null]);
  }
  expect((await ask(stack(), 'GET', STREAM, { token: ada().token })).status).toBe(405);
});

test('a function that is killed in the middle: the line breaks, and the sweeper gives the points back', async () => {
  let killed: Promise<number> | undefined;
  const hear = () => {
    killed ??= stack().kill('v1/writing/stream');
    return true;
  };
  await expect(listen(stack(), ada(), { hear })).rejects.toThrow();
  expect(await killed).toBe(1);
  const [job] = await jobs();
  expect([job!.state, await books(stack(), ada())]).toEqual(['running', { points: 90, held: 10, sum: 100, entries: 1 }]);
  await alter(stack(), ada(), job!.id, { deadline: Date.now() - 1, dueAt: Date.now() - 1, leaseUntil: 0 });
  await stack().runSchedule('schedules/sweep');
  expect(await ended()).toMatchObject({ state: 'failed', fault: { code: 'job.expired' } });
  expect(await books(stack(), ada())).toEqual(untouched);
});
