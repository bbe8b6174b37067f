import { beforeAll, expect, test } from 'vitest';
import { dynamoCreations } from '#shared/adapters/dynamo/creations.ts';
import { dynamoTable, type Table } from '#shared/adapters/dynamo/table.ts';
import { s3Media } from '#shared/adapters/s3/media.ts';
import { textKey, textObject } from '#shared/domain/creations/content.ts';
import { editCreation, removeCreation } from '#shared/domain/creations/edit.ts';
import { publicKey } from '#shared/domain/media/names.ts';
import { newOperation } from '#shared/kernel/ids.ts';
import { creationOf } from '../../support/platform/creations.ts';
import { type PlatformUser, platformUser } from '../../support/platform/users.ts';
import { send, useStack } from '../../support/stack.ts';

const stack = useStack();
let table: Table;
let ada: PlatformUser;
beforeAll(async () => {
  table = dynamoTable(stack().env);
  ada = await platformUser(table, stack().secrets);
});

async function ask(method: string, path: string, { token }: { token?: string } = ada, json?: object) {
  const headers = { ...(token && { authorization: `Bearer ${token}` }), ...(json && { 'content-type': 'application/json' }) };
  const { status, text } = await send(stack(), method, `/api/v1/creations${path}`, {
    headers,
    ...(json && { body: JSON.stringify(json) }),
  });
  return { status, body: JSON.parse(text) as { code: number; message: string; data: { total: number; items: object[]; content: string } } };
}

test('a list shows what the document shows, newest first, of the asked type', async () => {
  const bob = await platformUser(table, stack().secrets);
  await creationOf(table, bob.account);
  await creationOf(table, bob.account, { type: 'image', title: '猫', content: '一只猫', file: 'image_x.jpg' });
  const { body } = await ask('GET', '?page=1&page_size=20', bob);
  expect(body).toMatchObject({ code: 200, message: 'success', data: { total: 2, page: 1, page_size: 20 } });
  expect(body.data.items).toMatchObject([
    { id: 2, type: 'image', title: '猫', file_url: `${stack().url}/uploads/image_x.jpg` },
    { id: 1, type: 'writing', tool_type: 'wechat_article', title: '如何提高工作效率', content: '文章内容' },
  ]);
  expect((await ask('GET', '?type=image', bob)).body.data).toMatchObject({ total: 1, items: [{ id: 2 }] });
  for (const wrong of ['?page=0', '?page_size=101', '?type=song']) expect((await ask('GET', wrong, bob)).status).toBe(400);
});

test('a title and a text are changed; a very long text comes back whole, and shortened in lists', async () => {
  const id = await creationOf(table, ada.account);
  expect((await ask('PUT', `/${id}`, ada, { title: '新标题' })).body.data).toMatchObject({ title: '新标题', content: '文章内容' });
  const long = '长文。'.repeat(200_000);
  expect((await ask('PUT', `/${id}`, ada, { content: long })).status).toBe(200);
  expect((await ask('GET', `/${id}`)).body.data.content).toBe(long);
  const [listed] = (await ask('GET', '')).body.data.items as { content: string }[];
  expect(listed!.content).toBe(long.slice(0, 300));
  expect((await ask('PUT', `/${id}`, ada, { content: '短' })).body.data.content).toBe('短');
  expect((await ask('GET', `/${id}`)).body.data).toMatchObject({ content: '短', title: '新标题' });
});

test('a bad change names its field and changes nothing', async () => {
  const id = await creationOf(table, ada.account);
  for (const [json, field] of [
    [{}, 'title'],
    [{ title: '' }, 'title'],
    [{ title: 7 }, 'title'],
    [{ content: '\ud800' }, 'content'],
    [{ id: 9 }, 'id'],
  ] as const) {
    const { status, body } = await ask('PUT', `/${id}`, ada, json);
    expect([status, body.code, body.message], JSON.stringify(json)).toEqual([400, 400, expect.stringContaining(field)]);
  }
  expect((await ask('GET', `/${id}`)).body.data).toMatchObject({ title: '如何提高工作效率', content: '文章内容' });
});

test('what is deleted is gone with its file, once', async () => {
  const media = s3Media(stack().env);
  await media.put('uploads/image_gone.jpg', { type: 'image/jpeg', bytes: new Uint8Array(3) });
  const id = await creationOf(table, ada.account, { type: 'image', file: 'image_gone.jpg' });
  expect((await ask('DELETE', `/${id}`)).body).toEqual({ code: 200, message: '删除成功', data: { id } });
  expect(await media.exists('uploads/image_gone.jpg')).toBe(false);
  for (const [method, json] of [['DELETE'], ['GET'], ['PUT', { title: 'x' }]] as const)
    expect(await ask(method, `/${id}`, ada, json)).toMatchObject({ status: 404, body: { code: 404, data: null } });
});

test('a deletion that broke off is finished by asking again', async () => {
  const media = s3Media(stack().env);
  await media.put('uploads/image_half.jpg', { type: 'image/jpeg', bytes: new Uint8Array(3) });
  const id = await creationOf(table, ada.account, { type: 'image', file: 'image_half.jpg', contentKey: textKey(ada.account, 'half') });
  await media.put(textKey(ada.account, 'half'), textObject('一只猫'));
  const creations = dynamoCreations(table);
  const objects = [publicKey('image_half.jpg'), textKey(ada.account, 'half')];
  for (const breaksAt of objects) {
    const broken = { remove: (key: string) => (key === breaksAt ? Promise.reject(new Error('killed')) : media.remove(key)) };
    await expect(removeCreation({ creations, media: broken }, ada.account, id)).rejects.toThrow('killed');
  }
  const lost = { ...creations, remove: () => Promise.reject(new Error('killed')) };
  await expect(removeCreation({ creations: lost, media }, ada.account, id)).rejects.toThrow('killed');
  // Half of it is gone: it is answered as all of it.
  expect(await ask('GET', `/${id}`)).toMatchObject({ status: 404, body: { code: 404 } });
  expect((await ask('DELETE', `/${id}`)).status).toBe(200);
  for (const key of objects) expect(await media.exists(key), key).toBe(false);
  expect((await ask('DELETE', `/${id}`)).status).toBe(404);
});

test('a text that is deleted while it is edited leaves nothing behind', async () => {
  const id = await creationOf(table, ada.account);
  const [creations, media] = [dynamoCreations(table), s3Media(stack().env)];
  const kept: string[] = [];
  const put: typeof media.put = async (key, object) => {
    kept.push(key);
    await media.put(key, object);
    await creations.remove(ada.account, id);
  };
  const edit = { account: ada.account, id, operation: newOperation(Date.now()), content: '长'.repeat(1000) };
  await expect(editCreation({ creations, media: { ...media, put }, clock: Date.now }, edit)).rejects.toThrow('作品不存在');
  expect(kept).toHaveLength(1);
  expect(await media.exists(kept[0]!)).toBe(false);
});

test('work is answered as not found, never with a dead link, when what it made was deleted', async () => {
  for (const [type, path] of [
    ['writing', '/api/v1/jobs/ID'],
    ['image', '/api/v1/jobs/ID'],
    ['ppt', '/api/v1/jobs/ID'],
    ['video', '/api/v1/video/ID/status'],
  ] as const) {
    const id = await creationOf(table, ada.account, { type });
    const { job } = (await dynamoCreations(table).find(ada.account, id))!;
    const look = () => send(stack(), 'GET', path.replace('ID', job), { headers: { authorization: `Bearer ${ada.token}` } });
    expect((await look()).status, type).toBe(200);
    await ask('DELETE', `/${id}`);
    const { status, text } = await look();
    expect([status, JSON.parse(text)], type).toEqual([404, { code: 404, message: expect.stringContaining('作品'), data: null }]);
  }
});

test('nobody reaches another’s creations', async () => {
  const id = await creationOf(table, ada.account);
  const eve = await platformUser(table, stack().secrets);
  for (const [method, json] of [['GET'], ['DELETE'], ['PUT', { title: 'mine' }]] as const) {
    expect((await ask(method, `/${id}`, eve, json)).status).toBe(404);
    expect((await ask(method, `/${id}`, { token: '' }, json)).status).toBe(401);
  }
  expect((await ask('GET', '', eve)).body.data).toMatchObject({ total: 0, items: [] });
  expect((await ask('GET', `/${id}`)).body.data).toMatchObject({ title: '如何提高工作效率' });
});
