import { expect, test } from 'vitest';
import { updateItem } from '#shared/adapters/dynamo/items.ts';
import { keys } from '#shared/adapters/dynamo/keys.ts';
import { dynamoRoles } from '#shared/adapters/dynamo/roles.ts';
import { toolTypes, writingTools } from '#shared/domain/writing/names.ts';
import { ask, tableOf } from '#tests/support/platform/api.ts';
import { eventually, useStack } from '#tests/support/stack.ts';
import { anyModel, asked, books, generate, order, useWriter, type Written, writer } from './support.ts';

const stack = useStack();
const ada = useWriter(stack);

const creation = async (id: number | null) => (await ask(stack(), 'GET', `/api/v1/creations/${id}`, { token: ada().token })).body.data;

test('the document’s request is answered as documented: the text, its creation, the model’s price', async () => {
  const { status, body } = await generate(stack(), ada());
  expect([status, body.code, body.message]).toEqual([200, 200, '生成成功']);
  expect(Object.keys(body.data).sort()).toEqual(['content', 'creation_id', 'credits_used']);
  expect(body.data).toMatchObject({ creation_id: 1, credits_used: 10, content: expect.stringContaining('效率') });
  expect(await creation(1)).toMatchObject({ type: 'writing', tool_type: 'wechat_article', title: order.title, content: body.data.content });
  expect(await books(stack(), ada())).toEqual({ points: 90, held: 0, sum: 90, entries: 2 });
  expect(asked(stack())).toEqual({ qwen: 1, gemini: 0 });
});

test.each(toolTypes)('%s costs what the list of tools says', async (tool) => {
  const tools = await ask<{ type: string; credits_cost: number; fields: { name: string }[] }[]>(stack(), 'GET', '/api/v1/writing/tools');
  const listed = tools.body.data.find(({ type }) => type === tool)!;
  expect(listed.fields.map(({ name }) => name)).toEqual(writingTools[tool].fields);
  const { body } = await generate(stack(), ada(), anyModel, { tool });
  expect([body.code, body.data.credits_used]).toEqual([200, listed.credits_cost]);
});

test('a chosen model’s price stands for the tool’s', async () => {
  const { body } = await generate(stack(), ada(), { ...order, model_id: 5 }, { tool: 'translation' });
  expect([body.data.credits_used, asked(stack())]).toEqual([10, { qwen: 0, gemini: 1 }]);
  expect((await generate(stack(), ada(), anyModel, { tool: 'translation' })).body.data.credits_used).toBe(5);
});

test('a tool’s own fields reach the model; another tool’s are refused by name', async () => {
  const own = { title: '通知', document_type: '通知', issuer: '市教育局', recipient: '各区教育局' };
  await generate(stack(), ada(), own, { tool: 'official_document' });
  const [call] = stack().outside.calls.list('qwen');
  expect(JSON.stringify(call!.body)).toContain('市教育局');
  const wrong = await generate(stack(), ada(), { ...own, target_language: '英语' }, { tool: 'official_document' });
  expect([wrong.status, wrong.body.message]).toEqual([400, expect.stringContaining('target_language')]);
  expect((await books(stack(), ada())).points).toBe(90);
});

test.each([
  ['no title', { title: ' ' }, 'title'],
  ['a video model', { model_id: 3 }, 'model_id'],
  ['a model that isn’t there', { model_id: 999 }, 'model_id'],
  ['keywords as a text', { keywords: 'a' }, 'keywords'],
  ['half a character', { requirements: '\ud800' }, 'requirements'],
])('%s is refused by name, and costs nothing', async (_, wrong, field) => {
  const { status, body } = await generate(stack(), ada(), { ...order, ...wrong });
  expect([status, body.code, body.message, body.data]).toEqual([400, 400, expect.stringContaining(field), null]);
  expect(await books(stack(), ada())).toMatchObject({ points: 100, held: 0 });
});

test('too few points: 40001, and no model is asked', async () => {
  const poor = await writer(stack(), 9);
  const { status, body } = await generate(stack(), poor);
  expect([status, body.code, body.data]).toEqual([400, 40001, null]);
  expect(asked(stack())).toEqual({ qwen: 0, gemini: 0 });
  expect(await books(stack(), poor)).toMatchObject({ points: 9, held: 0 });
});

test('members pay nothing, and their text is a creation like any other', async () => {
  const change = { update: 'SET membershipType = :type, membershipEnd = :end', values: { ':type': 'monthly', ':end': Date.now() + 1e6 } };
  await updateItem(tableOf(stack()), keys.account(ada().account), change);
  expect((await generate(stack(), ada())).body.data).toMatchObject({ creation_id: 1, credits_used: 0 });
  expect(await books(stack(), ada())).toEqual({ points: 100, held: 0, sum: 100, entries: 1 });
});

test('who doesn’t wait is told where the text will be, in the same shape, and finds it there', async () => {
  const { status, headers, body } = await generate(stack(), ada(), order, { headers: { prefer: 'respond-async' } });
  expect([status, body.code, headers['retry-after']]).toEqual([202, 200, '3']);
  expect(body.data).toMatchObject({ creation_id: null, content: null, credits_used: 0, status: 'processing' });
  expect(headers.location).toBe(body.data.status_url);
  const done = await eventually(async () => {
    const answer = await ask<Written>(stack(), 'GET', body.data.status_url!, { token: ada().token, headers: { prefer: 'wait=2' } });
    return answer.status === 200 && answer;
  });
  expect(done.body).toMatchObject({ message: '生成成功', data: { creation_id: 1, credits_used: 10, content: expect.any(String) } });
});

test('the same Idempotency-Key is the same text, paid once', async () => {
  const headers = { 'idempotency-key': 'once' };
  const [first, second] = [await generate(stack(), ada(), order, { headers }), await generate(stack(), ada(), order, { headers })];
  expect(second.text).toBe(first.text);
  expect(second.headers['idempotent-replayed']).toBe('true');
  expect((await generate(stack(), ada(), { ...order, title: '另一篇' }, { headers })).status).toBe(422);
  expect(await books(stack(), ada())).toMatchObject({ points: 90, held: 0 });
});

test('a long text comes whole, and goes with its creation', async () => {
  const { body } = await generate(stack(), ada(), { ...anyModel, requirements: '字数6000字' }, { tool: 'story_novel' });
  expect(body.data.content!.length).toBeGreaterThan(5000);
  expect(await creation(body.data.creation_id)).toMatchObject({ content: body.data.content });
  expect((await ask(stack(), 'DELETE', `/api/v1/creations/${body.data.creation_id}`, { token: ada().token })).status).toBe(200);
  expect((await creation(body.data.creation_id)) as unknown).toBeNull();
});

test('a model that an operator offers is asked at its own address, with its own key', async () => {
  await dynamoRoles(tableOf(stack())).grant({ ...ada(), since: 1 }, 'admin');
  const own = {
    ...{ name: 'ours', provider: 'openai', model_name: 'qwen-max', credits_cost: 7, priority: 900 },
    ...{ api_base: stack().env.QWEN_BASE_URL!, api_key: stack().secrets.QWEN_API_KEY! },
  };
  const { body } = await ask<{ id: number }>(stack(), 'POST', '/api/v1/models', { token: ada().token, json: own });
  expect((await generate(stack(), ada(), { ...order, model_id: body.data.id })).body.data.credits_used).toBe(7);
  expect((stack().outside.calls.list('qwen')[0]!.body as { model: string }).model).toBe('qwen-max');
});
