import { beforeAll, expect, test } from 'vitest';
import { dynamoCreations } from '#shared/adapters/dynamo/creations.ts';
import { getItem } from '#shared/adapters/dynamo/items.ts';
import { keys } from '#shared/adapters/dynamo/keys.ts';
import { s3Media } from '#shared/adapters/s3/media.ts';
import { textKey } from '#shared/domain/creations/content.ts';
import { beijingTime } from '#shared/kernel/beijing-time.ts';
import { minutes, seconds } from '#shared/kernel/clock.ts';
import { photo } from '#tests/support/meter/cases/work.ts';
import { ask, tableOf } from '#tests/support/platform/api.ts';
import { creationOf } from '#tests/support/platform/creations.ts';
import { type PlatformUser, platformUser } from '#tests/support/platform/users.ts';
import { eventually, useStack } from '#tests/support/stack.ts';

const stack = useStack({ publishMs: 0 });
let ada: PlatformUser;
beforeAll(async () => {
  ada = await newUser();
});

const newUser = () => platformUser(tableOf(stack()), stack().secrets);
const bind = (user: PlatformUser, app_id: string, app_secret = 'a secret of an account', platform = 'wechat') =>
  ask(stack(), 'POST', '/api/v1/publish/platforms/bind', {
    token: user.token,
    json: { platform, credentials: { app_id, app_secret } },
  });
const publish = (user: PlatformUser, json: object, headers = {}) =>
  ask<{ publish_id: number; status: string }>(stack(), 'POST', '/api/v1/publish', { token: user.token, json, headers });

interface Listed {
  publish_id: number;
  status: string;
  schedule_time: string | null;
  platforms: { status: string; url: string | null; reason: string | null; published_at: string | null }[];
}
const history = async ({ token }: PlatformUser) =>
  (await ask<{ total: number; items: Listed[] }>(stack(), 'GET', '/api/v1/publish/history', { token })).body.data;
const settled = (user: PlatformUser, id: number) =>
  eventually(async () => {
    const found = (await history(user)).items.find(({ publish_id }) => publish_id === id);
    return found && !['pending', 'publishing'].includes(found.status) && found;
  });

interface Post {
  title: string;
  content: string;
  content_source_url: string;
  at: string;
}
const posts = async (appId: string): Promise<Post[]> =>
  (await (await fetch(`${stack().outsideUrl}/publish/wechat/posts?app_id=${appId}`)).json()) as Post[];

test('an article is published on a bound account, once, and the history says where', async () => {
  expect((await bind(ada, 'wxada')).body).toMatchObject({ code: 200, data: { platform: 'wechat', bound: true, app_id: 'wxada' } });
  const creation_id = await creationOf(tableOf(stack()), ada.account, {
    title: '长'.repeat(40),
    content: '# 一\n\n正文<script>x</script>',
  });
  const { body } = await publish(ada, { creation_id, platforms: ['wechat'] });
  expect(body).toEqual({ code: 200, message: '发布任务已创建', data: { publish_id: 1, status: 'pending' } });
  const { status, platforms } = await settled(ada, 1);
  expect([status, platforms]).toEqual(['published', [expect.objectContaining({ platform: 'wechat', reason: null })]]);
  const shown = await posts('wxada');
  expect(shown).toHaveLength(1);
  expect(shown[0]).toMatchObject({ title: `${'长'.repeat(31)}…`, content: expect.stringContaining('正文&lt;script&gt;') });
  expect(await (await fetch(platforms[0]!.url!)).text()).toContain('阅读原文');
});

test('a picture is published with itself as the cover', async () => {
  await s3Media(stack().env).put('uploads/image_cat.jpg', { type: 'image/jpeg', bytes: photo });
  await bind(ada, 'wxpictures');
  const creation_id = await creationOf(tableOf(stack()), ada.account, { type: 'image', title: '猫', file: 'image_cat.jpg' });
  const { body } = await publish(ada, { creation_id, platforms: ['wechat'] });
  expect((await settled(ada, body.data.publish_id)).status).toBe('published');
  const [post] = await posts('wxpictures');
  const [, url] = /<img src="([^"]+)"/.exec(post!.content)!;
  expect(Buffer.from(await (await fetch(url!)).arrayBuffer()).equals(photo)).toBe(true);
});

test('what is scheduled is public at its time and not before', async () => {
  const user = await newUser();
  await bind(user, 'wxlater');
  const creation_id = await creationOf(tableOf(stack()), user.account);
  const at = Math.ceil((Date.now() + seconds(1)) / 1000) * 1000;
  const { body } = await publish(user, { creation_id, platforms: ['wechat'], schedule_time: beijingTime(at) });
  await settled(user, body.data.publish_id);
  const [post] = await posts('wxlater');
  const late = Date.parse(post!.at) - at;
  expect(late).toBeGreaterThanOrEqual(0);
  expect(late).toBeLessThan(seconds(6));
});

test('something far ahead waits for the sweeper, which sends it in time', async () => {
  const user = await newUser();
  await bind(user, 'wxfar');
  const creation_id = await creationOf(tableOf(stack()), user.account);
  const at = Date.now() + minutes(60);
  const { body } = await publish(user, { creation_id, platforms: ['wechat'], schedule_time: beijingTime(at) });
  await stack().runSchedule('schedules/sweep');
  const kept = await getItem<{ dueAt: number }>(tableOf(stack()), keys.publication(user.account, body.data.publish_id));
  expect(kept!.dueAt - at).toBeLessThan(-minutes(12));
  expect((await history(user)).items).toMatchObject([{ status: 'pending', schedule_time: beijingTime(at) }]);
  expect(await posts('wxfar')).toEqual([]);
});

test('the same Idempotency-Key publishes once', async () => {
  const user = await newUser();
  await bind(user, 'wxkey');
  const creation_id = await creationOf(tableOf(stack()), user.account);
  const json = { creation_id, platforms: ['wechat'] };
  const answers = await Promise.all([0, 1, 2].map(() => publish(user, json, { 'idempotency-key': 'once' })));
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
  await settled(user, 1);
  expect((await history(user)).total).toBe(1);
  expect(await posts('wxkey')).toHaveLength(1);
});

test.each([
  ['bad_app', 'good', 400, 400, 'app_id'],
  ['wxgood', 'bad', 400, 400, 'app_secret'],
  ['personal_one', 'good', 502, 40009, '没有发布权限'],
])('an account that WeChat refuses is not bound: %s %s', async (appId, secret, status, code, says) => {
  const user = await newUser();
  const answer = await bind(user, appId, secret);
  expect([answer.status, answer.body.code]).toEqual([status, code]);
  expect(answer.text).toContain(says);
  expect(
    (await publish(user, { creation_id: await creationOf(tableOf(stack()), user.account), platforms: ['wechat'] })).body,
  ).toMatchObject({
    code: 40008,
    data: null,
  });
});

test('a platform without a way to publish is said to be none, by each endpoint', async () => {
  const { body } = await ask<{ platform: string; supported: boolean; reason: string | null }[]>(
    stack(),
    'GET',
    '/api/v1/publish/platforms',
    ada,
  );
  expect(body.data.map(({ platform, supported }) => [platform, supported])).toEqual([
    ['wechat', true],
    ['xiaohongshu', false],
    ['douyin', false],
    ['kuaishou', false],
    ['toutiao', false],
  ]);
  const creation_id = await creationOf(tableOf(stack()), ada.account);
  for (const { platform, reason } of body.data.slice(1)) {
    expect((await bind(ada, 'wxada', 'secret', platform)).body).toMatchObject({ code: 40009, message: reason });
    const refused = await publish(ada, { creation_id, platforms: ['wechat', platform] });
    expect([refused.status, refused.body.code, refused.body.message]).toEqual([502, 40009, reason]);
  }
});

test('what can’t be published is refused before anything is written, with the field named', async () => {
  const user = await newUser();
  await bind(user, 'wxrefusing');
  const creation_id = await creationOf(tableOf(stack()), user.account);
  const video = await creationOf(tableOf(stack()), user.account, { type: 'video', title: '片', file: 'x.mp4' });
  const wechat = ['wechat'];
  for (const [json, code, says] of [
    [{ creation_id: 999, platforms: wechat }, 404, '作品不存在'],
    [{ creation_id: video, platforms: wechat }, 400, '只能发布文章和图片'],
    [{ creation_id, platforms: [] }, 400, 'platforms'],
    [{ creation_id, platforms: ['wechat', 'wechat'] }, 400, 'platforms'],
    [{ creation_id, platforms: ['weibo'] }, 400, 'platforms'],
    [{ creation_id, platforms: wechat, schedule_time: '2026-01-23T10:00:00' }, 400, 'schedule_time'],
    [{ creation_id, platforms: wechat, schedule_time: 'soon' }, 400, 'schedule_time'],
    [{ creation_id, platforms: wechat, schedule_time: '2099-01-23T10:00:00' }, 400, 'schedule_time'],
  ] as const) {
    const { body } = await publish(user, json);
    expect([body.code, body.message], JSON.stringify(json)).toEqual([code, expect.stringContaining(says)]);
  }
  expect((await history(user)).total).toBe(0);
});

test('what the platform doesn’t approve has failed, for its reason', async () => {
  const user = await newUser();
  await bind(user, 'wxunlucky');
  const refused = await creationOf(tableOf(stack()), user.account, { title: '违规的文章' });
  const first = await publish(user, { creation_id: refused, platforms: ['wechat'] });
  expect(await settled(user, first.body.data.publish_id)).toMatchObject({ status: 'failed', platforms: [{ reason: '未通过平台审核' }] });
  expect(await posts('wxunlucky')).toEqual([]);
});

test('what was deleted before its time, or half deleted, has failed and is not tried again', async () => {
  const user = await newUser();
  await bind(user, 'wxdeleted');
  const table = tableOf(stack());
  const deleted = await creationOf(table, user.account);
  const half = await creationOf(table, user.account, { contentKey: textKey(user.account, 'gone') });
  const soon = beijingTime(Math.ceil((Date.now() + seconds(1)) / 1000) * 1000);
  const asked = await Promise.all(
    [deleted, half].map((creation_id) => publish(user, { creation_id, platforms: ['wechat'], schedule_time: soon })),
  );
  await dynamoCreations(table).remove(user.account, deleted);
  for (const { body } of asked)
    expect(await settled(user, body.data.publish_id)).toMatchObject({ status: 'failed', platforms: [{ reason: '作品不存在' }] });
  expect(await posts('wxdeleted')).toEqual([]);
});

test('nobody sees another’s accounts or publications', async () => {
  const eve = await newUser();
  expect(await history(eve)).toMatchObject({ total: 0, items: [] });
  const { body } = await ask<{ bound: boolean }[]>(stack(), 'GET', '/api/v1/publish/platforms', eve);
  expect(body.data.filter(({ bound }) => bound)).toEqual([]);
  for (const [method, path] of [
    ['GET', '/platforms'],
    ['GET', '/history'],
    ['POST', ''],
    ['POST', '/platforms/bind'],
  ] as const)
    expect((await ask(stack(), method, `/api/v1/publish${path}`, method === 'POST' ? { json: {} } : {})).status).toBe(401);
});

test('a bound secret stands nowhere in the table', async () => {
  const user = await newUser();
  await bind(user, 'wxsecret', 'a very secret app secret');
  const kept = await getItem<{ sealedSecret: string }>(tableOf(stack()), keys.binding(user.account, 'wechat'));
  expect(JSON.stringify(kept)).not.toContain('very secret');
  expect(kept!.sealedSecret).toMatch(/^v1\.k1\./);
});
