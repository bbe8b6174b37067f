import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { ask } from '#tests/support/platform/api.ts';
import { useStack } from '#tests/support/stack.ts';
import { newBuyer, pay, ways } from './support.ts';

const stack = useStack({ settings: { ALIPAY_APP_ID: '' } });
const WECHAT = ways[1]!;

async function withPoints(yuan: number) {
  const ada = await newBuyer(stack(), WECHAT);
  await pay(stack(), await ada.ordered(yuan));
  return ada;
}

test('9.9 yuan of membership are 99 points, had at once and with nowhere to pay', async () => {
  const ada = await withPoints(10);
  const { body } = await ada.join('monthly', 'balance');
  expect(body).toEqual({
    code: 200,
    message: '会员订单创建成功',
    data: { order_id: expect.stringMatching(/^M/), membership_type: 'monthly', amount: 9.9, payment_url: null },
  });
  expect(await ada.balance()).toMatchObject({ credit_balance: 1, is_member: true, membership_type: 'monthly' });
  expect((await ada.transactions()).items[0]).toMatchObject({
    type: 'membership',
    amount: -99,
    balance_after: 1,
    description: '购买月度会员',
  });
  expect(await ada.orders('membership')).toMatchObject({ items: [{ payment_method: 'balance', status: 'paid' }] });
  expect((await ada.verify(body.data.order_id)).body.data).toMatchObject({ status: 'paid' });
});

test('with too few points there is no membership, no order, and 40001', async () => {
  const ada = await withPoints(1);
  const { status, body } = await ada.join('monthly', 'balance');
  expect([status, body]).toEqual([400, { code: 40001, message: '当前积分:10,需要积分:99', data: null }]);
  expect([await ada.orders('membership'), await ada.balance()]).toMatchObject([{ total: 0 }, { credit_balance: 10, is_member: false }]);
});

test('ten requests at once with points for three buy three; the same key ten times buys one', async () => {
  const ada = await withPoints(30);
  const answers = await Promise.all(Array.from({ length: 10 }, () => ada.join('monthly', 'balance')));
  expect(answers.map(({ body: { code } }) => code).sort()).toEqual([200, 200, 200, ...Array(7).fill(40001)]);
  expect(await ada.balance()).toMatchObject({ credit_balance: 3 });
  const bob = await withPoints(30);
  const key = { 'idempotency-key': randomUUID() };
  const same = await Promise.all(Array.from({ length: 10 }, () => bob.join('monthly', 'balance', key)));
  expect(same.map(({ status }) => status).filter((status) => status !== 200 && status !== 409)).toEqual([]);
  expect([await bob.balance(), await bob.orders('membership')]).toMatchObject([{ credit_balance: 201 }, { total: 1 }]);
});

test('a provider that isn’t configured says so, and leaves an order that is closed', async () => {
  const { token } = await newBuyer(stack(), WECHAT);
  const json = { amount: 10, payment_method: 'alipay' };
  const { status, body } = await ask(stack(), 'POST', '/api/v1/credit/recharge', { token, json });
  expect([status, body]).toEqual([500, { code: 500, message: '支付宝支付未配置', data: null }]);
  const list = await ask<{ items: unknown[] }>(stack(), 'GET', '/api/v1/credit/recharge/orders', { token });
  expect(list.body.data.items).toMatchObject([{ status: 'closed' }]);
});

test('a coupon that nobody has is 40003', async () => {
  const ada = await newBuyer(stack(), WECHAT);
  expect((await ada.recharge(100, { coupon_code: 'NOBODYS' })).body).toMatchObject({ code: 40003, data: null });
});

test('the last page is as exact as the first', async () => {
  const ada = await newBuyer(stack(), WECHAT);
  for (let order = 0; order < 5; order++) await ada.ordered(1);
  const page = async (query: string) => {
    const { total, items } = await ada.orders('recharge', query);
    return [total, items.map(({ id }) => id)];
  };
  expect(await page('?page=1&page_size=2')).toEqual([5, [5, 4]]);
  expect(await page('?page=3&page_size=2')).toEqual([5, [1]]);
  expect(await page('?page=1000&page_size=2')).toEqual([5, []]);
});
