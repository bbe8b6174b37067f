import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { damagedPhoto } from '#tests/support/pictures.ts';
import { eventually, useStack } from '#tests/support/stack.ts';
import { type DocumentedPage, loadDocumentedClient } from '#tests/support/wx/documented.ts';
import { createPhone, type Phone } from '#tests/support/wx/wx.ts';

const stack = useStack({ settings: { VIDEO_POLL_SECONDS: '1' }, videoMs: 300 });

let folder: string;
let photo: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'darkroom-phone-'));
  photo = join(folder, 'old.jpg');
  await writeFile(photo, await damagedPhoto(120, 150));
});
afterAll(() => rm(folder, { recursive: true }));

let phone: Phone;
let client: DocumentedPage;
let refreshed = 0;
beforeEach(({ task }) => {
  phone = createPhone({ code: task.id, credentials: stack().wechat, outsideUrl: stack().outsideUrl });
  refreshed = 0;
  client = loadDocumentedClient(phone.wx, stack().url, { imagePath: photo, refreshUserInfo: () => refreshed++ });
});

const points = () => (phone.wx.getStorageSync('userInfo') as { points: number }).points;
const said = (label: string) => client.logged.findLast(([first]) => first === label)?.[1];

/** `wx.request` as a mini-program's own page would use it. */
const get = (path: string) =>
  new Promise<Record<string, unknown>>((resolve, reject) =>
    phone.wx.request({
      url: `${stack().url}${path}`,
      header: { Authorization: `Bearer ${phone.wx.getStorageSync('token')}` },
      success: ({ data }) => resolve(data as Record<string, unknown>),
      fail: reject,
    }),
  );

test('app.js logs in at launch, works until the points are gone, and sends the user to recharge', async () => {
  const { app } = client;
  app.onLaunch();
  await eventually(() => app.globalData.userInfo?.points === 100);
  expect(phone.wx.getStorageSync('token')).toMatch(/^eyJ/);

  const restored = await app.useAI('/image/restore', photo);
  expect(restored).toMatchObject({ success: true, message: '老照片修复完成', points: { deducted: 10, remaining: 90 } });
  expect(points()).toBe(90);
  const { imageUrl } = restored.data as { imageUrl: string };
  const picture = await fetch(stack().url + imageUrl);
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg']);

  for (const prompt of ['蓝天', '海滩', '雪山', '星空', '竹林']) await app.useAI('/image/custom', photo, { prompt });
  expect(points()).toBe(15);
  expect(await app.checkPoints(15)).toBe(true);
  expect(phone.modals).toEqual([]);
  expect(await app.checkPoints(20)).toBe(false);
  expect(phone.modals).toEqual([{ title: '积分不足', content: '操作需要20积分,您当前有15积分。是否前往充值?' }]);
  await eventually(() => phone.pages.length === 1);
  expect(phone.pages).toEqual(['/pages/recharge/recharge']);
});

test('work that costs more than there is left is refused in the documented words', async () => {
  const { app } = client;
  await app.login();
  for (const style of ['旗袍', '西装', '汉服', '商务正装']) await app.useAI('/image/outfit-change', photo, { style });
  await app.useAI('/image/custom', photo, { prompt: '蓝天' });
  const refusal = await app.useAI('/image/restore', photo).catch((body) => body);
  expect(refusal).toEqual({ success: false, error: '积分不足', code: 'INSUFFICIENT_POINTS', message: '当前积分:5,需要积分:10' });
  expect(points()).toBe(5);
});

test('an animated photo has an address that plays', async () => {
  const { app } = client;
  await app.login();
  const { data } = await app.useAI('/image/animate', photo, { animationType: 'portrait', expressionType: 'smile', modelType: 'fast' });
  expect(points()).toBe(70);
  const video = await fetch(stack().url + (data as { videoUrl: string }).videoUrl, { headers: { range: 'bytes=0-1023' } });
  expect([video.status, video.headers.get('content-type')]).toEqual([206, 'video/mp4']);
});

test('the snippets, one after the other: log in, change an outfit, recharge 10 yuan, look at the balance', async () => {
  client.run('login');
  await eventually(() => said('积分余额:') === 100);
  client.run('outfitChange');
  await eventually(() => said('处理结果:'));
  expect(said('剩余积分:')).toBe(80);
  expect((await fetch(stack().url + said('处理结果:'))).status).toBe(200);

  client.run('recharge');
  await eventually(() => refreshed === 1);
  expect(client.logged).toContainEqual(['充值成功']);
  client.run('userInfo');
  await eventually(() => said('用户信息:'));
  expect(said('积分余额:')).toBe(180);
  expect(said('用户信息:')).toEqual({
    id: expect.stringMatching(/^user_\d{10}_[0-9a-z]+$/),
    openid: expect.stringMatching(/^o[\w-]{27}$/),
    nickname: '',
    avatar: '',
    points: 180,
    created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  });

  phone.wx.setStorageSync('token', phone.wx.getStorageSync('userToken'));
  const transactions = await get('/api/wechat/user/transactions?limit=20');
  expect(transactions).toMatchObject({
    data: {
      transactions: [
        { type: 'earn', amount: 100, description: '微信支付充值', wechat_order_id: expect.stringMatching(/^order_/) },
        { type: 'spend', amount: 20, description: '换装功能 API调用', api_call_id: expect.stringMatching(/^req_/) },
        { type: 'earn', amount: 100 },
      ],
      total: 3,
    },
  });
  const usage = await get('/api/wechat/user/api-usage?limit=10');
  expect(usage).toMatchObject({ data: { usage: [{ api_type: 'outfit_change', points_cost: 20, success: true }], total: 1 } });
});

test('a payment that the user gives up changes nothing', async () => {
  client.run('login');
  await eventually(() => said('积分余额:') === 100);
  phone.willing = false;
  client.run('recharge');
  await eventually(() => phone.payments.length === 1);
  client.run('userInfo');
  await eventually(() => said('用户信息:'));
  expect([phone.payments, refreshed, said('积分余额:')]).toEqual([['cancelled'], 0, 100]);
});

test('parameters that were changed on the way are refused by the phone before any money moves', async () => {
  await client.app.login();
  const order = await new Promise<{ paymentParams: Parameters<Phone['wx']['requestPayment']>[0] }>((resolve, reject) =>
    phone.wx.request({
      url: `${stack().url}/api/wechat/payment/create`,
      method: 'POST',
      header: { Authorization: `Bearer ${phone.wx.getStorageSync('token')}` },
      data: { amount: 10.0 },
      success: ({ data }) => resolve(data as never),
      fail: reject,
    }),
  );
  const outcome = await new Promise((resolve) =>
    phone.wx.requestPayment({ ...order.paymentParams, package: 'prepay_id=wx0', complete: resolve }),
  );
  expect(outcome).toEqual({ errMsg: 'requestPayment:fail 支付验证签名失败' });
});
