import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, expect, test } from 'vitest';
import { SAMPLE_PARTNER } from '#local/seed.ts';
import { toRaw } from '#shared/adapters/dynamo/items.ts';
import { keys } from '#shared/adapters/dynamo/keys.ts';
import { createPartner, updatePartner } from '#shared/domain/partners/manage.ts';
import { errorBodies } from '#shared/openapi/error-bodies.ts';
import { managing, tableOf } from '#tests/flow/partner/support.ts';
import { type Encoding, type PartnerAnswer, PartnerClient, partnerToken } from '#tests/support/partner.ts';
import { damagedPhoto } from '#tests/support/pictures.ts';
import { eventually, useStack } from '#tests/support/stack.ts';
import { endpointOf, endpoints } from './endpoints.ts';

const stack = useStack({ imageMs: 0 });
const seen = new Set<string>();
let hiliad: PartnerClient;
beforeAll(() => {
  hiliad = new PartnerClient(stack());
});

/** A success, strictly in the documented structure, which is the example's: the same fields in the same order. */
function expectDocumented(id: string, answer: PartnerAnswer): void {
  expect([answer.status, answer.body.code, answer.text]).toEqual([200, 200, answer.text]);
  expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
  const { responses, example } = endpointOf(id);
  expect(responses[200]!.safeParse(answer.body).error, answer.text).toBeUndefined();
  expect(shapeOf(answer.body)).toEqual(shapeOf(example.response));
  seen.add(id);
}

/** Names and types at every depth, in their order. */
const shapeOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)]) : typeof value;

/** An error to the byte: HTTP 200, and `code`, `errno`, `msg` in the document's order. */
function expectError(answer: PartnerAnswer, errno: number, msg: string): void {
  expect([answer.status, answer.text]).toEqual([200, JSON.stringify({ code: 9000, errno, msg })]);
  expect(errorBodies.partner.safeParse(answer.body).error).toBeUndefined();
}

const encodings: Encoding[] = ['form', 'urlencoded', 'json'];

test.each(encodings)('company/nums, asked as %s', async (as) => {
  const answer = await hiliad.call('company/nums', {}, { as });
  expectDocumented('third/company-nums', answer);
  expect(answer.body.data).toEqual({ code: 'hiliad', nums: SAMPLE_PARTNER.uploads });
});

/** As the document's curl sends it, repaired. */
async function repairedPhoto(fields: Record<string, string> = { repair_type: 'bg', rgb: '255,255,255' }): Promise<PartnerAnswer> {
  const sent = await hiliad.call('photo/upload', { file: { bytes: await damagedPhoto(60 + seen.size, 80) }, ...fields });
  await eventually(async () => (await hiliad.call('photo/status', { mdf: String(sent.body.data?.mdf) })).body.data?.status !== 100, 20_000);
  return sent;
}

test('photo/upload, photo/status, photo/download: a photo’s way', async () => {
  const sent = await repairedPhoto();
  expectDocumented('third/photo-upload', sent);
  const mdf = String(sent.body.data?.mdf);
  for (const as of encodings) {
    const status = await hiliad.call('photo/status', { mdf }, { as });
    expectDocumented('third/photo-status', status);
    expect(status.body).toEqual(endpointOf('third/photo-status').example.response);
    const download = await hiliad.call('photo/download', { mdf }, { as });
    expectDocumented('third/photo-download', download);
    expect(download.body.data?.url).toMatch(/^http.*\.jpg$/);
  }
});

test('photo/status of a photo that is worked on', async () => {
  await stack().pauseWorkers();
  const { body } = await hiliad.call('photo/upload', { file: { bytes: await damagedPhoto(50, 50) }, repair_type: 'sr' });
  const status = await hiliad.call('photo/status', { mdf: String(body.data?.mdf) });
  stack().resumeWorkers();
  expectDocumented('third/photo-status', status);
  expect(status.body.data).toEqual({ msg: '图片处理中', status: 100 });
});

test('photo/batch', async () => {
  const done = await repairedPhoto({ repair_type: 'sr' });
  const answer = await hiliad.call('photo/batch', { mdf: `${done.body.data?.mdf},${UNKNOWN}` });
  expectDocumented('third/photo-batch', answer);
});

test('photo/presign', async () => {
  expectDocumented('third/photo-presign', await hiliad.call('photo/presign', { content_type: 'image/png', bytes: '6000000' }));
});

const UNKNOWN = '40b37f58db153e5149f008421797714e';

test('the errors of the document, each to the byte', async () => {
  const send = (bytes: Uint8Array, fields: Record<string, string> = { repair_type: 'sr' }) =>
    hiliad.call('photo/upload', { file: { bytes }, ...fields });
  expectError(await hiliad.call('photo/status', { mdf: UNKNOWN }), 9002, '图片不存在,请确认图片是否上传成功');
  expectError(await hiliad.call('photo/download', { mdf: UNKNOWN }), 9002, '数据已失效,请重新上传');
  expectError(await send(Buffer.from('no picture')), 9005, '文件上传类型不支持');
  expectError(await send(Buffer.alloc(0)), 9006, '上传失败:file 是空文件');
  expectError(await send(Buffer.from('ffd8ff', 'hex')), 9009, '图片异常,处理失败');
  expectError(
    await send(await damagedPhoto(), { repair_type: 'best' }),
    9001,
    '传入参数错误:repair_type 只能是 sr / sr,repair / sr,repair,colour / bg',
  );
});

test('nothing left is 9101, and without its account a partner’s data are not found', async () => {
  const parts = managing(stack());
  const { partner, secret } = await createPartner(parts, { code: 'poor', name: '' });
  const poor = new PartnerClient(stack(), { code: 'poor', secret });
  expectError(await poor.call('photo/upload', { file: { bytes: await damagedPhoto() }, repair_type: 'sr' }), 9101, '剩余下载次数为0');
  const { client, name } = tableOf(stack());
  await client.send(new DeleteItemCommand({ TableName: name, Key: toRaw(keys.account(partner.account)) }));
  expectError(await poor.call('company/nums'), 9002, '数据未找到');
});

test('a suspended partner is 9999, and told why', async () => {
  const parts = managing(stack());
  const { secret } = await createPartner(parts, { code: 'paused', name: '' });
  await updatePartner(parts, 'paused', { state: 'suspended' });
  expectError(
    await new PartnerClient(stack(), { code: 'paused', secret }).call('company/nums'),
    9999,
    '请求参数token不合法:该 third_code 已停用',
  );
});

const paths = endpoints.filter(({ api }) => api === 'partner').map(({ path }) => path.slice('/api/third/'.length));
const now = () => Math.floor(Date.now() / 1000);

test.each(paths)('%s: whatever is wrong with the token is 9999', async (path) => {
  const tokens = [undefined, '', 'x', partnerToken('wrong'), partnerToken('hiliad', now() - 130), partnerToken('hiliad', now() + 130)];
  for (const token of tokens) {
    const headers = token === undefined ? { token: '' } : { token };
    expectError(await hiliad.call(path, {}, { headers }), 9999, '请求参数token不合法');
  }
  expectError(await hiliad.call(path, { third_code: 'nobody' }), 9999, '请求参数token不合法');
});

test.each(paths)('%s: without third_code it is 9001, which names it', async (path) => {
  expectError(await hiliad.call(path, { third_code: '' }), 9001, '传入参数错误:缺少参数 third_code');
});

test('a body that can’t be read is 9001', async () => {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`http://127.0.0.1:${stack().port}/api/third/company/nums`, { method: 'POST', headers, body: '{' });
  expect([answer.status, await answer.json()]).toEqual([200, { code: 9000, errno: 9001, msg: '传入参数错误:请求体不是有效的 JSON' }]);
});

test('every answer that a contract of the partner API documents was had from the running API', () => {
  expect(endpoints.filter(({ id, api }) => api === 'partner' && !seen.has(id)).map(({ id }) => id)).toEqual([]);
});
