import { beforeAll, expect, test } from 'vitest';
import { type PartnerAnswer, type PartnerClient, partnerToken } from '#tests/support/partner.ts';
import { greyPng, heicPhoto, hugePngHeader, jpegOfBytes, truncatedJpeg, webpPhoto } from '#tests/support/pictures.ts';
import { useStack } from '#tests/support/stack.ts';
import { books, ended, moveClock, newPartner, photo, upload } from './support.ts';

const stack = useStack({ imageMs: 0 });
let partner: PartnerClient & { account: string };
let mdf: string;
beforeAll(async () => {
  partner = await newPartner(stack(), [50]);
  mdf = await upload(partner);
  await ended(partner, mdf);
});

/** The documented error, and not one upload less. */
async function expectRefused(asked: Promise<PartnerAnswer>, errno: number, msg: string | RegExp): Promise<void> {
  const { status, body } = await asked;
  expect([status, body]).toEqual([200, { code: 9000, errno, msg: msg instanceof RegExp ? expect.stringMatching(msg) : msg }]);
  expect(await books(stack(), partner)).toEqual({ available: 49, held: 0, spent: 1 });
}

const send = async (fields: Parameters<PartnerClient['call']>[1], leaveOut: string[] = []) => {
  const all = { file: await photo(), repair_type: 'sr', ...fields };
  return partner.call('photo/upload', Object.fromEntries(Object.entries(all).filter(([name]) => !leaveOut.includes(name))));
};

test.each([
  ['no file', {}, ['file'], /缺少参数 file$/],
  ['no repair_type', {}, ['repair_type'], /缺少参数 repair_type/],
  ['an unknown repair_type', { repair_type: 'sr,colour' }, [], /repair_type 只能是/],
  ['two repair_types in one', { repair_type: 'sr,bg' }, [], /repair_type 只能是/],
  ['bg without rgb', { repair_type: 'bg' }, [], /必须提供 rgb/],
  ['rgb above 255', { repair_type: 'bg', rgb: '256,0,0' }, [], /rgb 格式/],
  ['rgb below 0', { repair_type: 'bg', rgb: '-1,0,0' }, [], /rgb 格式/],
  ['rgb of two', { repair_type: 'bg', rgb: '1,2' }, [], /rgb 格式/],
  ['rgb in hexadecimal', { repair_type: 'bg', rgb: '#ffffff' }, [], /rgb 格式/],
  ['a fraction in rgb', { repair_type: 'bg', rgb: '1.5,0,0' }, [], /rgb 格式/],
  ['an unknown field', { colour: 'red' }, [], /未知参数 colour/],
  ['a file under another name', { image: { bytes: Buffer.from('x') } }, ['file'], /image 不是文件字段/],
  ['a file and a key', { file_key: 'incoming/x/0123456789abcdefghjkmnpqrs' }, [], /只能提供一个/],
  ['a key that nobody gave', { file_key: 'incoming/x/0123456789abcdefghjkmnpqrs' }, ['file'], /file_key 无效/],
] as const)('%s is 9001, and names the field', async (_, fields, leaveOut, message) => {
  await expectRefused(send(fields, [...leaveOut]), 9001, new RegExp(`^传入参数错误:.*${message.source}`));
});

test.each([
  ['a text', Buffer.from('hello, this is no picture')],
  ['a GIF', Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')],
  ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>')],
  ['a PDF', Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj')],
])('%s is 9005, whatever it is called', async (_, bytes) => {
  await expectRefused(send({ file: { bytes, name: 'photo.jpg', type: 'image/jpeg' } }), 9005, '文件上传类型不支持');
});

test('a picture that is broken in its header is 9009', async () => {
  for (const bytes of [Buffer.from('ffd8ffe000104a46', 'hex'), Buffer.from('89504e470d0a1a0a0000', 'hex')])
    await expectRefused(send({ file: { bytes } }), 9009, '图片异常,处理失败');
});

test('an empty file, one of too many bytes, one of too many pixels (a bomb) are 9006, with the reason', async () => {
  await expectRefused(send({ file: { bytes: Buffer.alloc(0) } }), 9006, '上传失败:file 是空文件');
  await expectRefused(send({ file: { bytes: hugePngHeader() } }), 9006, /^上传失败:file 尺寸过大 \(20000×20000\)/);
  await expectRefused(send({ file: { bytes: await jpegOfBytes(4_520_000) } }), 9006, /^上传失败:file 超过 4\.5 MB.*photo\/presign/);
});

test('a JPEG that breaks off is taken, fails as 9009, costs nothing, and the worker lives', async () => {
  const broken = await upload(partner, { file: { bytes: await truncatedJpeg() } });
  expect((await ended(partner, broken)).text).toBe('{"code":9000,"errno":9009,"msg":"图片异常,处理失败"}');
  expect(await books(stack(), partner)).toEqual({ available: 49, held: 0, spent: 1 });
});

test.each([
  ['PNG', greyPng],
  ['WebP', webpPhoto],
  ['HEIC', async () => heicPhoto()],
])('%s is taken, and can be looked at as it is', async (type, make) => {
  const other = await newPartner(stack());
  const sent = await other.call('photo/upload', { file: { bytes: await make() }, repair_type: 'sr' });
  const seen = await fetch(String(sent.body.data?.img_url));
  expect([seen.status, seen.headers.get('content-type')]).toEqual([200, `image/${type.toLowerCase()}`]);
  expect((await ended(other, String(sent.body.data?.mdf))).body.data?.status).toBe(200);
});

const GONE = { status: '图片不存在,请确认图片是否上传成功', download: '数据已失效,请重新上传' };

test.each(['status', 'download'] as const)('photo/%s of an mdf that is nobody’s, somebody else’s or none is 9002', async (path) => {
  const other = await newPartner(stack());
  const theirs = await upload(other);
  for (const unknown of [
    theirs,
    '40b37f58db153e5149f008421797714e',
    mdf.replace(/.$/, mdf.endsWith('0') ? '1' : '0'),
    mdf.toUpperCase(),
    'x',
    `${mdf} `,
  ])
    await expectRefused(partner.call(`photo/${path}`, { mdf: unknown }), 9002, GONE[path]);
});

test.each(['status', 'download'] as const)('photo/%s without an mdf is 9001', async (path) => {
  await expectRefused(partner.call(`photo/${path}`), 9001, '传入参数错误:缺少参数 mdf');
});

test('a token of another partner opens nothing, nor does one that was right a while ago', async () => {
  const other = await newPartner(stack());
  const used = partnerToken(partner.secret);
  expect((await partner.call('photo/status', { mdf }, { headers: { token: used } })).body.code).toBe(200);
  expect(
    (await partner.call('photo/status', { mdf }, { headers: { token: used } })).body.code,
    'within its time it may be used again',
  ).toBe(200);
  await expectRefused(
    partner.call('photo/status', { mdf }, { headers: { token: partnerToken(other.secret) } }),
    9999,
    '请求参数token不合法',
  );
  moveClock(122_000);
  await expectRefused(partner.call('photo/status', { mdf }, { headers: { token: used } }), 9999, '请求参数token不合法');
  moveClock(0);
});

test('a large photo goes round the gateway, and is the same photo', async () => {
  const other = await newPartner(stack());
  const { bytes } = await photo();
  const presigned = await other.call('photo/presign', { content_type: 'image/jpeg', bytes: String(bytes.length) });
  const { file_key, upload_url, method, headers } = presigned.body.data as {
    file_key: string;
    upload_url: string;
    method: string;
    headers: Record<string, string>;
  };
  expect((await other.call('photo/upload', { file_key, repair_type: 'sr' })).body.msg).toMatch(/请先上传$/);
  expect((await fetch(upload_url, { method, headers, body: new Uint8Array(bytes) })).status).toBe(200);
  const sent = await other.call('photo/upload', { file_key, repair_type: 'sr' }, { as: 'json' });
  expect((await ended(other, String(sent.body.data?.mdf))).body.data?.status).toBe(200);
  expect(await upload(other, { file: { bytes } })).toBe(sent.body.data?.mdf);
  expect((await partner.call('photo/upload', { file_key, repair_type: 'sr' })).body.msg).toMatch(/file_key 无效$/);
});

test.each([{ bytes: '0' }, { bytes: '20971521' }, { bytes: 'x' }, { content_type: 'image/gif' }])(
  'a presigned PUT of %j is refused',
  async (wrong) => {
    await expectRefused(partner.call('photo/presign', { content_type: 'image/jpeg', bytes: '1000', ...wrong }), 9001, /^传入参数错误:/);
  },
);
