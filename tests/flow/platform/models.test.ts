import { beforeAll, expect, test } from 'vitest';
import { getItem } from '#shared/adapters/dynamo/items.ts';
import { keys } from '#shared/adapters/dynamo/keys.ts';
import { dynamoRoles } from '#shared/adapters/dynamo/roles.ts';
import { dynamoTable, type Table } from '#shared/adapters/dynamo/table.ts';
import { vault } from '#shared/adapters/vault/vault.ts';
import { keyOwner } from '#shared/domain/catalogue/manage.ts';
import type { OfferedModel } from '#shared/domain/catalogue/types.ts';
import { type PlatformUser, platformUser } from '../../support/platform/users.ts';
import { send, useStack } from '../../support/stack.ts';

const stack = useStack();
let table: Table;
let operator: PlatformUser;
beforeAll(async () => {
  table = dynamoTable(stack().env);
  operator = await platformUser(table, stack().secrets);
  await dynamoRoles(table).grant({ ...operator, since: 1 }, 'admin');
});

async function ask(method: string, path: string, json?: object, token: string | undefined = operator.token) {
  const headers = { ...(token && { authorization: `Bearer ${token}` }), ...(json && { 'content-type': 'application/json' }) };
  const { status, text } = await send(stack(), method, `/api/v1/models${path}`, { headers, ...(json && { body: JSON.stringify(json) }) });
  return { status, text, body: JSON.parse(text) as { code: number; message: string; data: { id: number } & Record<string, unknown> } };
}

const KEY = 'sk-secret-of-this-test';
/** By its address: what a name resolves to is not this machine's to know. */
const BASE = 'https://1.1.1.1/v1';
const draft = { name: '通义千问Plus', provider: 'qwen', model_name: 'qwen-plus', api_key: KEY, api_base: BASE, credits_cost: 8 };
const stored = (id: number) => getItem<OfferedModel>(table, keys.model(id));

test('the ids of the document’s examples are there from the start, for anybody to see', async () => {
  const { body } = await ask('GET', '?is_active=true', undefined, '');
  const byId = new Map((body.data as unknown as { id: number; kind: string }[]).map(({ id, kind }) => [id, kind]));
  expect([1, 2, 3, 4].map((id) => byId.get(id))).toEqual(['writing', 'image', 'video', 'ppt']);
  const qwen = (await ask('GET', '?provider=qwen', undefined, '')).body.data as unknown as { provider: string }[];
  expect(new Set(qwen.map(({ provider }) => provider))).toEqual(new Set(['qwen']));
  expect((await ask('GET', '?provider=nobody', undefined, '')).status).toBe(400);
});

test('a key is sealed to its model and never told', async () => {
  const { body, text } = await ask('POST', '', { ...draft, config: { temperature: 0.7, max_tokens: 2000 } });
  expect(body).toMatchObject({
    code: 200,
    message: '模型创建成功',
    data: { has_api_key: true, config: { temperature: 0.7, max_tokens: 2000 } },
  });
  const record = (await stored(body.data.id))!;
  expect(text + JSON.stringify(record) + (await ask('GET', '')).text).not.toContain(KEY);
  const keeper = vault(async () => stack().secrets.VAULT_KEYS);
  expect(await keeper.open(record.sealedKey!, keyOwner(record.id))).toBe(KEY);
  await expect(keeper.open(record.sealedKey!, keyOwner(record.id + 1))).rejects.toThrow();
});

test('a change keeps what it doesn’t name; a key goes to no other address than its own', async () => {
  const { id } = (await ask('POST', '', draft)).body.data;
  const before = (await stored(id))!;
  expect((await ask('PUT', `/${id}`, { credits_cost: 12 })).body.data).toMatchObject({
    credits_cost: 12,
    name: draft.name,
    has_api_key: true,
  });
  expect((await stored(id))!.sealedKey).toBe(before.sealedKey);
  const moved = await ask('PUT', `/${id}`, { api_base: 'https://9.9.9.9/v1' });
  expect([moved.status, moved.body.message]).toEqual([400, expect.stringContaining('api_key')]);
  expect((await stored(id))!.apiBase).toBe(BASE);
  expect((await ask('PUT', '/1', { api_base: BASE })).status).toBe(400);
  expect((await ask('PUT', '/1', { credits_cost: 11 })).body.data).toMatchObject({ id: 1, credits_cost: 11 });
  expect((await ask('DELETE', '/1')).status).toBe(400);
});

test('a model that was taken away is gone, once', async () => {
  const { id } = (await ask('POST', '', draft)).body.data;
  expect((await ask('DELETE', `/${id}`)).body).toEqual({ code: 200, message: '模型已删除', data: { id } });
  expect((await ask('DELETE', `/${id}`)).status).toBe(404);
  expect((await ask('PUT', `/${id}`, { name: 'x' })).status).toBe(404);
});

test.each([
  'http://example.org/v1',
  'https://127.0.0.1/v1',
  'https://localhost/v1',
  'https://10.1.2.3/v1',
  'https://169.254.169.254/latest',
  'https://[::1]/v1',
  'https://2130706433/v1',
  'https://user:pass@1.1.1.1/v1',
])('api_base %s is refused and nothing is stored', async (api_base) => {
  const { status, body } = await ask('POST', '', { ...draft, api_base });
  expect([status, body.message]).toEqual([400, expect.stringContaining('api_base')]);
});

test('bad fields are named', async () => {
  for (const [field, json] of [
    ['name', { ...draft, name: ' ' }],
    ['provider', { ...draft, provider: 'nobody' }],
    ['credits_cost', { ...draft, credits_cost: -1 }],
    ['temperature', { ...draft, config: { temperature: 3 } }],
    ['api_base', { ...draft, provider: 'openai', api_base: undefined }],
    ['api_key', { ...draft, api_key: undefined }],
    ['api_base', { ...draft, provider: 'gemini' }],
  ] as const) {
    const { status, body } = await ask('POST', '', json);
    expect([status, body.message], field).toEqual([400, expect.stringContaining(field)]);
  }
});

test('only operators change models', async () => {
  const plain = await platformUser(table, stack().secrets);
  for (const [method, path, json] of [
    ['POST', '', draft],
    ['PUT', '/1', { name: 'x' }],
    ['DELETE', '/1'],
  ] as const) {
    expect((await ask(method, path, json, plain.token)).status).toBe(403);
    expect((await ask(method, path, json, '')).status).toBe(401);
  }
});
