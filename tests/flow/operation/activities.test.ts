import { beforeAll, expect, test } from 'vitest';
import { dynamoLedger } from '#shared/adapters/dynamo/ledger.ts';
import { beijingTime } from '#shared/kernel/beijing-time.ts';
import { ask, tableOf } from '#tests/support/platform/api.ts';
import { type PlatformClient, platformClient } from '#tests/support/platform/client.ts';
import { useStack } from '#tests/support/stack.ts';
import { DAY } from './support.ts';

const stack = useStack();
let admin: PlatformClient;
let ada: PlatformClient;
beforeAll(async () => {
  admin = await platformClient(stack(), 'admin');
  ada = await platformClient(stack());
});

const PATH = '/api/v1/operation/activities';
const at = (ms: number) => beijingTime(Date.now() + ms);
const running = { start_time: at(-DAY), end_time: at(DAY) };
const gift = (change: object = {}) => ({
  name: '送积分',
  type: 'credit_gift',
  description: 'x',
  config: { credits: 100 },
  ...running,
  ...change,
});
const made = async (change: object = {}) => Number((await admin.call('POST', PATH, gift(change))).data.id);
const joining = (client: PlatformClient, id: number, headers = {}) => client.call('POST', `${PATH}/${id}/participate`, undefined, headers);
const entriesOf = async ({ account }: PlatformClient) => (await dynamoLedger(tableOf(stack())).entries(account, { limit: 50 })).entries;

test('the document’s own request lists an activity, with its own message', async () => {
  const json = { ...gift(), name: '新用户注册送积分', start_time: '2026-01-22T00:00:00', end_time: '2026-02-22T23:59:59' };
  const { status, code, message, data } = await admin.call('POST', PATH, json);
  expect([status, code, message]).toEqual([200, 200, '活动创建成功']);
  expect(data).toEqual({ id: expect.any(Number), name: '新用户注册送积分', status: 'ended' });
});

test('only an operator lists activities', async () => {
  expect(await ada.call('POST', PATH, gift())).toMatchObject({ status: 403, code: 403, data: null });
});

test.each([
  [{ config: {} }, 'config.credits'],
  [{ config: { credits: 0 } }, 'config.credits'],
  [{ config: { credits: 1.5 } }, 'config.credits'],
  [{ config: { credits: 1, more: 1 } }, 'more'],
  [{ type: 'membership_discount', config: { credits: 1 } }, 'discount_percent'],
  [{ type: 'membership_discount', config: { discount_percent: 100 } }, 'config.discount_percent'],
  [{ type: 'referral_bonus', config: { referrer_credits: 5 } }, 'config.referred_credits'],
  [{ type: 'referral_bonus', config: {} }, 'config.referrer_credits'],
  [{ type: 'lottery' }, 'type'],
  [{ name: '' }, 'name'],
  [{ start_time: '2026-02-30T00:00:00' }, 'start_time'],
  [{ end_time: 'tomorrow' }, 'end_time'],
  [{ end_time: running.start_time }, 'end_time'],
])('%j is refused, and says that it is %s', async (change, field) => {
  const { status, code, message } = await admin.call('POST', PATH, gift(change));
  expect([status, code]).toEqual([400, 400]);
  expect(message).toContain(field);
});

test('a gift is credited once, and taking part again is refused', async () => {
  const user = await platformClient(stack());
  const id = await made();
  const first = await joining(user, id);
  expect(first).toMatchObject({ status: 200, message: '参与成功', data: { activity_id: id, type: 'credit_gift', credits: 100 } });
  expect(await joining(user, id)).toMatchObject({ status: 400, code: 400, message: '您已参加过该活动', data: null });
  expect(await entriesOf(user)).toMatchObject([{ kind: 'bonus', amount: 100, balanceAfter: 100, cause: `activity_${id}` }]);
});

test('one user who takes part 50 times at once is credited once', async () => {
  const user = await platformClient(stack());
  const id = await made();
  const answers = await Promise.all(Array.from({ length: 50 }, () => joining(user, id)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(await entriesOf(user)).toHaveLength(1);
});

test('the same Idempotency-Key takes part once and is answered the same', async () => {
  const user = await platformClient(stack());
  const id = await made();
  const headers = { 'idempotency-key': 'once' };
  const first = await joining(user, id, headers);
  const second = await joining(user, id, headers);
  expect([second.status, second.data, second.headers['idempotent-replayed']]).toEqual([200, first.data, 'true']);
});

test('one that hasn’t begun is a clear 400, one that is over is 40010, and one that isn’t there 404', async () => {
  const user = await platformClient(stack());
  const early = await made({ start_time: at(DAY), end_time: at(2 * DAY) });
  const over = await made({ start_time: at(-2 * DAY), end_time: at(-DAY) });
  expect(await joining(user, early)).toMatchObject({ status: 400, code: 400, message: '活动尚未开始' });
  expect(await joining(user, over)).toMatchObject({ status: 400, code: 40010, message: '活动已结束' });
  expect(await joining(user, 999_999)).toMatchObject({ status: 404, code: 404 });
  expect(await user.call('POST', `${PATH}/abc/participate`)).toMatchObject({
    status: 400,
    message: expect.stringContaining('activity_id'),
  });
  expect(await entriesOf(user)).toEqual([]);
});

test('an activity that takes effect by itself says so and credits nothing', async () => {
  const user = await platformClient(stack());
  const id = await made({ type: 'referral_bonus', config: { credits: 50 } });
  expect(await joining(user, id)).toMatchObject({ status: 200, data: { type: 'referral_bonus', credits: 0 } });
  expect(await entriesOf(user)).toEqual([]);
});

test('activities are listed newest first, numbered without a gap, by page and by status', async () => {
  const pending = await made({ name: '未开始', start_time: at(DAY), end_time: at(2 * DAY) });
  const whole = await ada.call('GET', `${PATH}?page_size=100`);
  const ids = (whole.data.items as { id: number }[]).map(({ id }) => id);
  expect(ids).toEqual(Array.from({ length: Number(whole.data.total) }, (_, i) => Number(whole.data.total) - i));
  const second = await ada.call('GET', `${PATH}?page=2&page_size=2`);
  expect((second.data.items as { id: number }[]).map(({ id }) => id)).toEqual(ids.slice(2, 4));
  expect((await ada.call('GET', `${PATH}?page=1000`)).data).toMatchObject({ total: ids.length, items: [] });
  let found = 0;
  for (const status of ['pending', 'active', 'ended']) {
    const { data } = await ada.call('GET', `${PATH}?status=${status}&page_size=100`);
    const items = data.items as { id: number; status: string }[];
    expect(new Set(items.map((item) => item.status))).toEqual(new Set([status]));
    expect(items.map(({ id }) => id)).toEqual(items.map(({ id }) => id).toSorted((a, b) => b - a));
    if (status === 'pending') expect(items.map(({ id }) => id)).toContain(pending);
    found += Number(data.total);
  }
  expect(found).toBe(ids.length);
  expect(await ada.call('GET', `${PATH}?status=none`)).toMatchObject({ status: 400, message: expect.stringContaining('status') });
});

test('who registers while a gift is on has it at once, and can’t have it again', async () => {
  const id = await made({ type: 'credit_gift', name: '开业', config: { credits: 30 } });
  const json = { username: 'newcomer', email: 'newcomer@example.com', password: 'password123' };
  const registered = await ada.call('POST', '/api/v1/auth/register', json);
  const login = await ada.call('POST', '/api/v1/auth/login', { username: 'newcomer', password: 'password123' });
  const newcomer = { ...ada, account: `u_${registered.data.id}` };
  const entries = await entriesOf(newcomer);
  expect(registered.data.credit_balance).toBe(entries.reduce((sum, { amount }) => sum + amount, 0));
  expect(entries.map(({ cause }) => cause)).toContain(`activity_${id}`);
  const again = await ask(stack(), 'POST', `${PATH}/${id}/participate`, { token: String(login.data.access_token) });
  expect([again.status, again.body.message]).toEqual([400, '您已参加过该活动']);
});

test('no more than ten of a type hold at the same time, since they are credited together', async () => {
  const window = { start_time: at(100 * DAY), end_time: at(101 * DAY), type: 'first_purchase', config: { credits: 1 } };
  for (let i = 0; i < 10; i++) expect((await admin.call('POST', PATH, gift(window))).status).toBe(200);
  const eleventh = await admin.call('POST', PATH, gift(window));
  expect([eleventh.status, eleventh.message]).toEqual([400, expect.stringContaining('start_time')]);
  expect((await admin.call('POST', PATH, gift({ ...window, start_time: at(102 * DAY), end_time: at(103 * DAY) }))).status).toBe(200);
});
