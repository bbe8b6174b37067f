import { randomBytes } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { itemsOf } from '#proof/fuzz/books.ts';
import { updateItem } from '#shared/adapters/dynamo/items.ts';
import { keys } from '#shared/adapters/dynamo/keys.ts';
import { beijingDay, beijingTime } from '#shared/kernel/beijing-time.ts';
import { buyer, pay } from '#tests/flow/credit/support.ts';
import { ask, tableOf } from '#tests/support/platform/api.ts';
import { type PlatformClient, platformClient } from '#tests/support/platform/client.ts';
import { PASSWORD } from '#tests/support/platform/users.ts';
import { useStack } from '#tests/support/stack.ts';
import { booksOf, recount } from './books/recount.ts';
import { DAY } from './support.ts';

const stack = useStack();
let admin: PlatformClient;
beforeAll(async () => {
  admin = await platformClient(stack(), 'admin');
});

const time = (ms: number) => beijingTime(Date.now() + ms);
let codes = 0;
async function held(user: PlatformClient, offer: object): Promise<string> {
  const code = `PAY${++codes}`;
  const json = { code, name: '券', min_amount: 1, max_usage: 10, valid_from: time(-DAY), valid_until: time(DAY), ...offer };
  const { data } = await admin.call('POST', '/api/v1/operation/coupons', json);
  await user.call('POST', `/api/v1/operation/coupons/${data.id}/claim`);
  return code;
}
const couponOf = async (user: PlatformClient) =>
  ((await user.call('GET', '/api/v1/operation/my-coupons')).data.items as { status: string; order_id: string | null }[])[0]!;
const newcomer = async () => {
  const client = await platformClient(stack());
  return { client, money: buyer(stack(), client, 'alipay') };
};
const activity = (type: string, config: object) =>
  admin.call('POST', '/api/v1/operation/activities', { name: '活动', type, config, start_time: time(-DAY), end_time: time(DAY) });

test('a discount is what is paid at Alipay, the points are those of the full price, and the coupon is used', async () => {
  const { client, money } = await newcomer();
  const coupon_code = await held(client, { type: 'discount', value: 10 });
  const { status, body } = await money.recharge(100, { coupon_code });
  expect([status, body.data]).toMatchObject([200, { amount: 90, credits: 1000 }]);
  expect(await couponOf(client)).toMatchObject({ status: 'locked', order_id: body.data.order_id });
  expect((await money.recharge(100, { coupon_code })).body).toMatchObject({ code: 40003, message: '优惠券已被其他订单占用' });
  expect(await pay(stack(), body.data.order_id)).toMatchObject({ status: 200, body: { notified: 200 } });
  expect(await couponOf(client)).toMatchObject({ status: 'used', order_id: body.data.order_id });
  expect((await money.balance()).credit_balance).toBe(1000);
});

test('a coupon of an order that nobody pays comes back when the sweeper closes it', async () => {
  const { client, money } = await newcomer();
  const coupon_code = await held(client, { type: 'deduction', value: 1 });
  const { order_id } = (await money.recharge(10, { coupon_code })).body.data;
  const late = { update: 'SET closesAt = :past, dueAt = :past', values: { ':past': Date.now() - 1 } };
  await updateItem(tableOf(stack()), keys.order(order_id), late);
  await stack().runSchedule('schedules/sweep');
  expect(await couponOf(client)).toMatchObject({ status: 'unused', order_id: null });
  expect((await money.recharge(10, { coupon_code })).status).toBe(200);
});

test('a coupon’s points come with a membership too, also one that is paid with points; its refund takes them back', async () => {
  const { client, money } = await newcomer();
  await pay(stack(), await money.ordered(20));
  const coupon_code = await held(client, { type: 'credit_bonus', value: 25 });
  const json = { membership_type: 'monthly', payment_method: 'balance', coupon_code };
  const { body } = await ask<{ order_id: string }>(stack(), 'POST', '/api/v1/credit/membership', { token: client.token, json });
  expect([await money.balance(), await couponOf(client)]).toMatchObject([{ credit_balance: 126, is_member: true }, { status: 'used' }]);
  await admin.call('POST', '/api/v1/operation/refunds', { order_id: body.data.order_id, reason: 'x' });
  expect([await money.balance(), await couponOf(client)]).toMatchObject([{ credit_balance: 200, is_member: false }, { status: 'unused' }]);
});

test('who registers with a code and pays brings both sides their reward, and the list says so', async () => {
  await activity('referral_bonus', { referrer_credits: 50, referred_credits: 30 });
  await activity('first_purchase', { credits: 10 });
  const { client: referrer } = await newcomer();
  const { referral_code } = (await referrer.call('POST', '/api/v1/operation/referral/generate')).data;
  const username = `friend_${randomBytes(4).toString('hex')}`;
  const json = { username, email: `${username}@example.com`, password: PASSWORD, referral_code };
  await ask(stack(), 'POST', '/api/v1/auth/register', { json });
  const login = await ask<{ access_token: string }>(stack(), 'POST', '/api/v1/auth/login', { json: { username, password: PASSWORD } });
  const friend = buyer(stack(), { ...referrer, token: login.body.data.access_token }, 'wechat');
  await pay(stack(), await friend.ordered(10));
  await pay(stack(), await friend.ordered(10));
  expect((await friend.balance()).credit_balance).toBe(240);
  const { data } = await referrer.call('GET', '/api/v1/operation/referral/records');
  expect(data).toMatchObject({
    ...{ total: 1, total_rewards: 50 },
    items: [{ id: 1, referred_user: username, reward_amount: 50, status: 'completed' }],
  });
  expect((await buyer(stack(), referrer, 'alipay').balance()).credit_balance).toBe(50);
});

test('a membership is cheaper while its activity is on', async () => {
  await activity('membership_discount', { discount_percent: 20 });
  const { money } = await newcomer();
  const { body } = await money.join('monthly');
  expect(body.data.amount).toBe(7.92);
  await pay(stack(), body.data.order_id);
  expect(await money.balance()).toMatchObject({ is_member: true });
});

test('statistics are an operator’s, and exactly what accounts and orders say', async () => {
  const today = beijingDay(Date.now());
  const path = `/api/v1/operation/statistics?start_date=${today}&end_date=${today}`;
  const { client } = await newcomer();
  expect(await client.call('GET', path)).toMatchObject({ status: 403, data: null });
  const { status, data } = await admin.call('GET', path);
  const found = recount(booksOf(await itemsOf(tableOf(stack()).client, stack().table)), today, today);
  expect([status, data]).toEqual([
    200,
    {
      total_users: found.totalUsers,
      new_users: found.newUsers,
      total_revenue: found.revenue / 100,
      total_credits_sold: found.creditsSold,
      active_members: found.activeMembers,
      conversion_rate: found.conversionRate,
    },
  ]);
  expect(found).toMatchObject({ revenue: expect.any(Number), activeMembers: 1 });
  expect(found.revenue).toBeGreaterThan(10_000);
});

test.each([
  ['start_date=2026-01-31&end_date=2026-01-01', 'end_date'],
  ['start_date=2026-02-30&end_date=2026-03-01', 'start_date'],
  ['start_date=2026-01-01', 'end_date'],
  ['start_date=2026-01-01T00:00:00&end_date=2026-01-02', 'start_date'],
])('statistics of %s are refused, and it says %s', async (query, field) => {
  const { status, message } = await admin.call('GET', `/api/v1/operation/statistics?${query}`);
  expect([status, message]).toEqual([400, expect.stringContaining(field)]);
});
