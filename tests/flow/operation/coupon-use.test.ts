import { afterAll, beforeAll, expect, test } from 'vitest';
import { dynamoCoupons } from '#shared/adapters/dynamo/coupons.ts';
import { dynamoLedger } from '#shared/adapters/dynamo/ledger.ts';
import type { Coupon } from '#shared/domain/coupons/types.ts';
import type { User } from '#shared/domain/users/types.ts';
import { newOperation } from '#shared/kernel/ids.ts';
import { startTable, type TestTable } from '#tests/support/table.ts';
import { openShop, type Shop } from './shop.ts';
import { claimant, newCoupon } from './support.ts';

let db: TestTable;
let shop: Shop;
beforeAll(async () => {
  db = await startTable();
  shop = openShop(db.table);
});
afterAll(() => db?.close());

const now = () => Date.now();
async function holder(offer: Partial<Omit<Coupon, 'id'>>): Promise<{ user: User; code: string; held: () => Promise<unknown[]> }> {
  const [user, coupon] = await Promise.all([shop.register(now()), newCoupon(db.table, offer)]);
  const coupons = dynamoCoupons(db.table);
  await coupons.claim(coupon, claimant(user.id));
  const held = async () => {
    const { state, order } = (await coupons.ofAccountByCode(user.id, coupon.code))!;
    return [state, order];
  };
  return { user, code: coupon.code, held };
}
const pointsOf = async ({ id }: User) => (await dynamoLedger(db.table).balance(id)).available;
const entriesOf = async ({ id }: User) => (await dynamoLedger(db.table).entries(id, { limit: 50 })).entries.reverse();

test.each([
  [{ type: 'discount', value: 10 }, 100, { amount: 9000, points: 1000 }],
  [{ type: 'discount', value: 33.33 }, 0.1, { amount: 7, points: 1 }],
  [{ type: 'discount', value: 99.99 }, 0.1, { amount: 1, points: 1 }],
  [{ type: 'deduction', value: 5.5 }, 100, { amount: 9450, points: 1000 }],
  [{ type: 'deduction', value: 500 }, 100, { amount: 1, points: 1000 }],
  [{ type: 'credit_bonus', value: 30 }, 100, { amount: 10_000, points: 1000, bonus: { points: 30, description: expect.any(String) } }],
] as const)('%j makes %d yuan %j', async (offer, amount, expected) => {
  const { user, code } = await holder(offer);
  expect(await shop.recharge(user, amount, { now: now(), coupon: code.toLowerCase() })).toMatchObject(expected);
});

test('a coupon is locked to its order, used when that is paid, and gives its bonus then', async () => {
  const { user, code, held } = await holder({ type: 'credit_bonus', value: 30 });
  const order = await shop.recharge(user, 10, { now: now(), coupon: code });
  expect(await held()).toEqual(['locked', order.id]);
  await Promise.all([shop.pay(order, now()), shop.pay(order, now())]);
  expect(await held()).toEqual(['used', order.id]);
  expect((await entriesOf(user)).map(({ kind, amount }) => [kind, amount])).toEqual([
    ['topup', 100],
    ['bonus', 30],
  ]);
});

test('of 20 orders that want one coupon at once, one has it, and the others are not made', async () => {
  const { user, code, held } = await holder({ type: 'discount', value: 10 });
  const made = await Promise.allSettled(Array.from({ length: 20 }, () => shop.recharge(user, 10, { now: now(), coupon: code })));
  const orders = made.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(orders).toHaveLength(1);
  for (const one of made) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'coupon.invalid' });
  expect(await held()).toEqual(['locked', orders[0]!.id]);
  expect((await shop.orders.page(user.id, 'recharge', { limit: 100 })).total).toBe(1);
});

test('the same operation makes the same order with the same coupon, before and after it is paid', async () => {
  const { user, code, held } = await holder({ type: 'deduction', value: 1 });
  const how = { now: now(), coupon: code, operation: newOperation(now()) };
  const order = await shop.recharge(user, 10, how);
  expect((await shop.recharge(user, 10, how)).id).toBe(order.id);
  await shop.pay(order, now());
  expect(await shop.recharge(user, 10, how)).toMatchObject({ id: order.id, state: 'paid' });
  expect(await held()).toEqual(['used', order.id]);
});

test('a coupon comes back when its order closes, and another order may have it', async () => {
  const { user, code, held } = await holder({ type: 'discount', value: 10 });
  const order = await shop.recharge(user, 10, { now: now(), coupon: code });
  await Promise.all([shop.close(order, now()), shop.close(order, now())]);
  expect(await held()).toEqual(['unused', undefined]);
  const second = await shop.recharge(user, 10, { now: now(), coupon: code });
  expect(await held()).toEqual(['locked', second.id]);
});

test('an order that closed and is paid after all takes its coupon again; money is credited whatever became of it', async () => {
  const free = await holder({ type: 'discount', value: 10 });
  const late = await shop.recharge(free.user, 10, { now: now(), coupon: free.code });
  await shop.close(late, now());
  await shop.pay((await shop.orders.find(late.id))!, now());
  expect(await free.held()).toEqual(['used', late.id]);
  const taken = await holder({ type: 'discount', value: 10 });
  const first = await shop.recharge(taken.user, 10, { now: now(), coupon: taken.code });
  await shop.close(first, now());
  const second = await shop.recharge(taken.user, 20, { now: now(), coupon: taken.code });
  await shop.pay((await shop.orders.find(first.id))!, now());
  expect([await taken.held(), await pointsOf(taken.user)]).toEqual([['locked', second.id], 100]);
  await shop.pay(second, now());
  expect([await taken.held(), await pointsOf(taken.user)]).toEqual([['used', second.id], 300]);
});

test('a refund takes back the coupon’s points too, and gives the coupon back', async () => {
  const { user, code, held } = await holder({ type: 'credit_bonus', value: 30 });
  const order = await shop.pay(await shop.recharge(user, 10, { now: now(), coupon: code }), now());
  expect(await pointsOf(user)).toBe(130);
  expect((await shop.refund(order, now())).state).toBe('refunded');
  expect([await pointsOf(user), await held()]).toEqual([0, ['unused', undefined]]);
});

test.each([
  [{ minAmount: 1001 }, '未满 10.01 元'],
  [{ until: Date.now() - 1000 }, '已过期'],
  [{ from: Date.now() + 60_000 }, '尚未生效'],
])('a coupon with %j is refused with the reason, and no order is made', async (offer, reason) => {
  const { user, code, held } = await holder(offer);
  await expect(shop.recharge(user, 10, { now: now(), coupon: code })).rejects.toMatchObject({
    code: 'coupon.invalid',
    message: expect.stringContaining(reason),
  });
  expect(await held()).toEqual(['unused', undefined]);
  expect((await shop.orders.page(user.id, 'recharge', { limit: 1 })).total).toBe(0);
});

test('nobody can use a coupon that they haven’t claimed', async () => {
  const [{ code }, eve] = await Promise.all([holder({}), shop.register(now())]);
  for (const wanted of [code, 'NOSUCH']) {
    const refused = shop.recharge(eve, 10, { now: now(), coupon: wanted });
    await expect(refused).rejects.toMatchObject({ code: 'coupon.invalid', message: expect.stringContaining('尚未领取') });
  }
});
