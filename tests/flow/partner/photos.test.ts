import { afterEach, expect, test } from 'vitest';
import { addPackage } from '#shared/domain/partners/manage.ts';
import { hours, minutes } from '#shared/kernel/clock.ts';
import { send, useStack } from '#tests/support/stack.ts';
import { books, ended, managing, moveClock, newPartner, objects, photo, records, upload } from './support.ts';

const stack = useStack({ imageMs: 0 });
afterEach(() => {
  moveClock(0);
  stack().resumeWorkers();
  stack().outside.faults.clear();
});

const pathOf = (url: unknown): string => new URL(String(url)).pathname;
const look = (url: unknown) => send(stack(), 'GET', pathOf(url));

test('a photo is sent, looked at, repaired and fetched, and costs one upload', async () => {
  const partner = await newPartner(stack());
  const sent = await partner.call('photo/upload', { file: await photo(), repair_type: 'sr,repair' });
  expect(sent.body).toEqual({ code: 200, data: { img_url: expect.stringMatching(/^http/), mdf: expect.stringMatching(/^[0-9a-f]{32}$/) } });
  expect([sent.headers.get('x-credits-charged'), await partner.nums()]).toEqual(['1', 9]);
  expect((await look(sent.body.data?.img_url)).status).toBe(302);

  const done = await ended(partner, String(sent.body.data?.mdf));
  expect([done.text, done.headers.get('x-credits-charged')]).toEqual(['{"code":200,"data":{"msg":"图片处理完成","status":200}}', '1']);
  const { body } = await partner.call('photo/download', { mdf: String(sent.body.data?.mdf) });
  const { status, headers } = await look(body.data?.url);
  expect([status, (await fetch(String(headers.location))).headers.get('content-type')]).toEqual([302, 'image/jpeg']);
  expect(await books(stack(), partner)).toEqual({ available: 9, held: 0, spent: 1 });
});

test('while it works, its status is 100 and there is nothing to fetch', async () => {
  await stack().pauseWorkers();
  const partner = await newPartner(stack());
  const mdf = await upload(partner);
  const { text, headers } = await partner.call('photo/status', { mdf });
  expect([text, headers.get('x-credits-charged')]).toEqual(['{"code":200,"data":{"msg":"图片处理中","status":100}}', '0']);
  expect((await partner.call('photo/download', { mdf })).body).toEqual({ code: 9000, errno: 500, msg: '图片处理中,请稍后再下载' });
  expect(await books(stack(), partner)).toEqual({ available: 9, held: 1, spent: 0 });
  stack().resumeWorkers();
  await ended(partner, mdf);
});

test('a photo that can’t be repaired is 9009, costs nothing, and may be sent again', async () => {
  const partner = await newPartner(stack());
  stack().outside.faults.add({ service: 'gemini', mode: 'refuse', times: 1 });
  const file = await photo();
  const first = await upload(partner, { file });
  const failed = await ended(partner, first);
  expect(failed.text).toBe('{"code":9000,"errno":9009,"msg":"图片异常,处理失败"}');
  expect((await partner.call('photo/download', { mdf: first })).body.errno).toBe(9009);
  expect(await books(stack(), partner)).toEqual({ available: 10, held: 0, spent: 0 });
  const second = await upload(partner, { file });
  expect(second).not.toBe(first);
  expect((await ended(partner, second)).body.code).toBe(200);
  expect(await books(stack(), partner)).toEqual({ available: 9, held: 0, spent: 1 });
});

test('the same photo with the same options is the same photo, however often and however it is sent', async () => {
  const partner = await newPartner(stack());
  const file = await photo();
  const first = await upload(partner, { file, repair_type: 'sr,repair' });
  await ended(partner, first);
  const again = await partner.call('photo/upload', { file: { ...file, name: 'other.png', type: 'image/png' }, repair_type: 'repair ; sr' });
  expect([again.body.data?.mdf, again.headers.get('x-credits-charged')]).toEqual([first, '0']);
  expect(await books(stack(), partner)).toEqual({ available: 9, held: 0, spent: 1 });
});

test('other options, another photo or another partner make it another one', async () => {
  const [partner, other] = [await newPartner(stack()), await newPartner(stack())];
  const file = await photo();
  const all = [
    await upload(partner, { file, repair_type: 'bg', rgb: '255,255,255' }),
    await upload(partner, { file, repair_type: 'bg', rgb: '255,255,254' }),
    await upload(partner, { file, repair_type: 'sr' }),
    await upload(partner, { repair_type: 'sr' }),
    await upload(other, { file, repair_type: 'sr' }),
  ];
  expect(new Set(all).size).toBe(5);
  expect([await partner.nums(), await other.nums()]).toEqual([6, 9]);
});

test('the same photo twenty times at the same moment is one photo and one charge', async () => {
  const partner = await newPartner(stack(), [50]);
  const file = await photo();
  const answers = await Promise.all(Array.from({ length: 20 }, () => partner.call('photo/upload', { file, repair_type: 'sr' })));
  expect(new Set(answers.map(({ body }) => body.data?.mdf)).size).toBe(1);
  expect(
    answers
      .map(({ headers }) => headers.get('x-credits-charged'))
      .toSorted()
      .at(-1),
  ).toBe('1');
  expect(answers.filter(({ headers }) => headers.get('x-credits-charged') === '1').length).toBe(1);
  await ended(partner, String(answers[0]!.body.data?.mdf));
  expect(await books(stack(), partner)).toEqual({ available: 49, held: 0, spent: 1 });
});

test('an hour after it was repaired a photo is gone: its answer at once, everything of it with the next sweep', async () => {
  const partner = await newPartner(stack());
  const before = { objects: await objects(stack()), records: (await records(stack())).map(({ pk, sk }) => `${pk} ${sk}`) };
  const { body } = await partner.call('photo/upload', { file: await photo(), repair_type: 'sr,repair,colour' });
  const { img_url, mdf } = body.data as { img_url: string; mdf: string };
  await ended(partner, mdf);
  const { data } = (await partner.call('photo/download', { mdf })).body;
  expect((await objects(stack())).filter((key) => key.startsWith('partner/steps/')).length).toBeGreaterThanOrEqual(3);

  moveClock(minutes(59));
  await stack().runSchedule('schedules/sweep');
  expect((await partner.call('photo/download', { mdf })).body.data).toEqual(data);
  moveClock(hours(1) + 1000);
  for (let sweeps = 0; sweeps < 2; sweeps++) {
    expect((await partner.call('photo/download', { mdf })).text).toBe('{"code":9000,"errno":9002,"msg":"数据已失效,请重新上传"}');
    expect((await partner.call('photo/status', { mdf })).text).toBe('{"code":9000,"errno":9002,"msg":"图片不存在,请确认图片是否上传成功"}');
    expect([(await look(img_url)).status, (await look(data?.url)).status]).toEqual([404, 404]);
    await stack().runSchedule('schedules/sweep');
  }
  expect(await objects(stack())).toEqual(before.objects.filter((key) => !key.startsWith('partner/')));
  const left = (await records(stack())).filter(({ pk, sk }) => pk.includes(partner.account) && !before.records.includes(`${pk} ${sk}`));
  // What it cost stays in the books; that the photo was known leaves no trace of the photo, and DynamoDB removes it.
  expect(left.map(({ sk }) => sk).toSorted()).toEqual(['ENTRY#0000000002', 'PHOTO']);
  expect(left.find(({ sk }) => sk === 'PHOTO')?.expiresAt).toBeGreaterThan(0);
  expect(await books(stack(), partner)).toEqual({ available: 9, held: 0, spent: 1 });
});

test('a photo that failed is gone after an hour too, and one that is sent again then is a new one', async () => {
  const partner = await newPartner(stack());
  const file = await photo();
  const mdf = await upload(partner, { file });
  await ended(partner, mdf);
  stack().outside.faults.add({ service: 'gemini', mode: 'refuse', times: 1 });
  const failed = await upload(partner);
  expect((await ended(partner, failed)).body.errno).toBe(9009);
  moveClock(hours(1) + 1000);
  const again = await upload(partner, { file });
  expect(again).not.toBe(mdf);
  await ended(partner, again);
  await stack().runSchedule('schedules/sweep');
  expect((await partner.call('photo/status', { mdf: failed })).body.errno).toBe(9002);
  expect((await partner.call('photo/download', { mdf: again })).body.code).toBe(200);
  expect((await books(stack(), partner)).spent).toBe(2);
});

test('a photo that no worker takes up is given up after a day, and costs nothing', async () => {
  await stack().pauseWorkers();
  const partner = await newPartner(stack());
  const mdf = await upload(partner);
  moveClock(hours(23));
  await stack().runSchedule('schedules/sweep');
  expect((await partner.call('photo/status', { mdf })).body.data?.status).toBe(100);
  moveClock(hours(24) + 1000);
  await stack().runSchedule('schedules/sweep');
  expect((await partner.call('photo/status', { mdf })).body.errno).toBe(9009);
  expect(await books(stack(), partner)).toEqual({ available: 10, held: 0, spent: 0 });
  moveClock(hours(25) + 2000);
  await stack().runSchedule('schedules/sweep');
  expect((await partner.call('photo/status', { mdf })).body.errno).toBe(9002);
});

test('what nothing was left for is not kept, and may be sent again when there is', async () => {
  await stack().pauseWorkers();
  const partner = await newPartner(stack(), [3]);
  for (let sent = 0; sent < 3; sent++) await upload(partner);
  const photos = async () => (await objects(stack())).filter((key) => key.startsWith('partner/photo_')).length;
  const before = await photos();
  const file = await photo();
  expect((await partner.call('photo/upload', { file, repair_type: 'sr' })).body.errno).toBe(9101);
  expect(await photos()).toBe(before);
  const jobs = (await records(stack())).filter(({ pk, sk }) => pk.includes(partner.account) && sk.startsWith('JOB#'));
  expect(jobs.length).toBe(3);
  await addPackage(managing(stack()), partner.code, 3, 'more');
  await upload(partner, { file });
  expect(await books(stack(), partner)).toEqual({ available: 2, held: 4, spent: 0 });
});

test('a priority partner’s photo is repaired while bulk waits, and never waits behind it', async () => {
  const [bulk, paying] = [await newPartner(stack(), [10]), await newPartner(stack(), [10], 'priority')];
  stack().outside.faults.add({ service: 'gemini', mode: 'slow', times: 1000, delayMs: 1500 });
  const waiting = await Promise.all(Array.from({ length: 10 }, () => upload(bulk)));
  expect((await ended(paying, await upload(paying))).body.data?.status).toBe(200);
  const states = await Promise.all(waiting.map(async (mdf) => (await bulk.call('photo/status', { mdf })).body.data?.status));
  // Ten of the bulk lane are three rounds of its workers; the paying one, sent last, was one.
  expect(states.filter((status) => status === 100).length).toBeGreaterThanOrEqual(2);
});

test('many photos are asked for in one call, each answered as status and download would', async () => {
  const partner = await newPartner(stack(), [10]);
  const done = await upload(partner);
  await ended(partner, done);
  stack().outside.faults.add({ service: 'gemini', mode: 'refuse', times: 1 });
  const failed = await upload(partner);
  await ended(partner, failed);
  await stack().pauseWorkers();
  const working = await upload(partner);
  const unknown = '40b37f58db153e5149f008421797714e';
  const { url } = (await partner.call('photo/download', { mdf: done })).body.data as { url: string };
  const expected = [
    { mdf: done, status: 200, msg: '图片处理完成', url },
    { mdf: working, status: 100, msg: '图片处理中' },
    { mdf: failed, errno: 9009, msg: '图片异常,处理失败' },
    { mdf: unknown, errno: 9002, msg: '图片不存在,请确认图片是否上传成功' },
  ];
  const mdfs = expected.map(({ mdf }) => mdf);
  for (const as of ['form', 'urlencoded'] as const)
    expect((await partner.call('photo/batch', { mdf: mdfs.join(', ') }, { as })).body.data).toEqual({ photos: expected });
  const asList = { third_code: partner.code, mdf: mdfs };
  const { body } = await partner.call('photo/batch', asList as never, { as: 'json' });
  expect(body.data).toEqual({ photos: expected });
  const tooMany = await partner.call('photo/batch', { mdf: Array.from({ length: 101 }, () => done).join(',') });
  expect(tooMany.body).toEqual({ code: 9000, errno: 9001, msg: '传入参数错误:mdf 必须是 1–100 个' });
});
