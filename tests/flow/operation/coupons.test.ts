import { beforeAll, expect, test } from 'vitest';
import { dynamoCoupons } from '#shared/adapters/dynamo/coupons.ts';
import { beijingTime } from '#shared/kernel/beijing-time.ts';
import { tableOf } from '#tests/support/platform/api.ts';
import { type PlatformClient, platformClient } from '#tests/support/platform/client.ts';
import { useStack } from '#tests/support/stack.ts';
import { claimant, DAY } from './support.ts';

const stack = useStack();
let admin: PlatformClient;
let ada: PlatformClient;
beforeAll(async () => {
  admin = await platformClient(stack(), 'admin');
  ada = await platformClient(stack());
});

const PATH = '/api/v1/operation/coupons';
const at = (ms: number) => beijingTime(Date.now() + ms);
const running = { valid_from: at(-DAY), valid_until: at(DAY) };
let codes = 0;
const coupon = (change: object = {}) => ({
  ...{ code: `CODE-${++codes}`, name: '充值优惠券', type: 'discount', value: 10.0, min_amount: 100.0, max_usage: 1000 },
  ...running,
  ...change,
});
const made = async (change: object = {}) => Number((await admin.call('POST', PATH, coupon(change))).data.id);
const claim = (client: PlatformClient, id: number, headers = {}) => client.call('POST', `${PATH}/${id}/claim`, undefined, headers);
const mine = async (client: PlatformClient, query = '') => (await client.call('GET', `/api/v1/operation/my-coupons${query}`)).data;

test('the document’s own request lists a coupon, with its own message', async () => {
  const json = { ...coupon(), code: 'DISCOUNT10', valid_from: '2026-01-22T00:00:00', valid_until: '2026-02-22T23:59:59' };
  const { status, code, message, data } = await admin.call('POST', PATH, json);
  expect([status, code, message]).toEqual([200, 200, '优惠券创建成功']);
  expect(data).toEqual({ id: expect.any(Number), code: 'DISCOUNT10', status: 'expired' });
});

test('only an operator lists coupons', async () => {
  expect(await ada.call('POST', PATH, coupon())).toMatchObject({ status: 403, code: 403, data: null });
});

test.each([
  [{ type: 'discount', value: 100 }, 'value'],
  [{ type: 'discount', value: 0 }, 'value'],
  [{ type: 'discount', value: 10.123 }, 'value'],
  [{ type: 'deduction', value: 0.001 }, 'value'],
  [{ type: 'deduction', value: 50_001 }, 'value'],
  [{ type: 'credit_bonus', value: 1.5 }, 'value'],
  [{ type: 'free' }, 'type'],
  [{ code: 'two words' }, 'code'],
  [{ code: '' }, 'code'],
  [{ min_amount: -1 }, 'min_amount'],
  [{ min_amount: 1.001 }, 'min_amount'],
  [{ max_usage: 0 }, 'max_usage'],
  [{ max_usage: 2.5 }, 'max_usage'],
  [{ valid_from: '2026-02-30' }, 'valid_from'],
  [{ valid_until: running.valid_from }, 'valid_until'],
  [{ owner: 'me' }, 'owner'],
])('%j is refused, and says that it is %s', async (change, field) => {
  const { status, code, message } = await admin.call('POST', PATH, coupon(change));
  expect([status, code]).toEqual([400, 400]);
  expect(message).toContain(field);
});

test('a code is there once, whatever the case of its letters, also when 20 ask at once', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => admin.call('POST', PATH, coupon({ code: i % 2 === 0 ? 'Summer-Sale' : 'SUMMER-SALE' }))),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.find(({ status }) => status !== 200)).toMatchObject({ status: 400, message: expect.stringContaining('code') });
});

test('the same Idempotency-Key lists a coupon once', async () => {
  const json = coupon();
  const headers = { 'idempotency-key': 'list once' };
  const [first, second] = [await admin.call('POST', PATH, json, headers), await admin.call('POST', PATH, json, headers)];
  expect([second.status, second.data]).toEqual([200, first.data]);
});

test('a coupon is claimed once by each user, and shown among theirs', async () => {
  const user = await platformClient(stack());
  const id = await made({ code: 'Mine', type: 'deduction', value: 5 });
  const { status, message, data } = await claim(user, id);
  expect([status, message]).toEqual([200, '优惠券领取成功']);
  expect(data).toMatchObject({
    id,
    code: 'Mine',
    type: 'deduction',
    value: 5,
    min_amount: 100,
    status: 'unused',
    order_id: null,
    used_at: null,
  });
  expect(await claim(user, id)).toMatchObject({ status: 400, code: 40003, message: '您已领取过该优惠券', data: null });
  expect(await mine(user)).toEqual({ total: 1, page: 1, page_size: 20, items: [data] });
  expect(await mine(user, '?status=unused')).toMatchObject({ total: 1 });
  for (const none of ['used', 'locked', 'expired']) expect(await mine(user, `?status=${none}`)).toMatchObject({ total: 0, items: [] });
  expect(await mine(ada)).toMatchObject({ total: 0 });
});

test('a coupon that isn’t valid yet, or no more, or gone, or unknown is refused with the reason', async () => {
  const early = await made({ valid_from: at(DAY), valid_until: at(2 * DAY) });
  const late = await made({ valid_from: at(-2 * DAY), valid_until: at(-DAY) });
  const single = await made({ max_usage: 1 });
  expect(await claim(admin, single)).toMatchObject({ status: 200 });
  expect(await claim(ada, early)).toMatchObject({ status: 400, code: 40003, message: '优惠券尚未生效' });
  expect(await claim(ada, late)).toMatchObject({ status: 400, code: 40003, message: '优惠券已过期' });
  expect(await claim(ada, single)).toMatchObject({ status: 400, code: 40003, message: '优惠券已领完' });
  expect(await claim(ada, 999_999)).toMatchObject({ status: 404, code: 404 });
  expect(await claim(admin, single)).toMatchObject({ status: 400, code: 40003, message: '您已领取过该优惠券' });
  const statusOf = async (status: string) =>
    ((await ada.call('GET', `${PATH}?status=${status}`)).data.items as { id: number }[]).map(({ id }) => id);
  expect(await statusOf('pending')).toContain(early);
  expect(await statusOf('expired')).toContain(late);
  expect(await statusOf('exhausted')).toContain(single);
  expect(await statusOf('active')).not.toContain(single);
});

test('one user who claims 50 times at once has it once', async () => {
  const user = await platformClient(stack());
  const id = await made();
  const answers = await Promise.all(Array.from({ length: 50 }, () => claim(user, id)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ code }) => code === 40003)).toHaveLength(49);
  expect(await mine(user)).toMatchObject({ total: 1 });
});

test('what was claimed and not used in time is expired', async () => {
  const user = await platformClient(stack());
  const id = await made();
  const coupons = dynamoCoupons(tableOf(stack()));
  const known = (await coupons.find(id))!;
  await coupons.claim({ ...known, until: Date.now() - 1000 }, claimant(user.account));
  expect(await mine(user, '?status=expired')).toMatchObject({ total: 1, items: [{ id, status: 'expired' }] });
  expect(await mine(user, '?status=unused')).toMatchObject({ total: 0 });
});
