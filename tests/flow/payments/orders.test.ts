import { afterAll, beforeAll, expect, test } from 'vitest';
import { getItem, queryItems, updateItem } from '#shared/adapters/dynamo/items.ts';
import { keys } from '#shared/adapters/dynamo/keys.ts';
import { dynamoLedger } from '#shared/adapters/dynamo/ledger.ts';
import { ledgerWrites } from '#shared/adapters/dynamo/ledger-writes.ts';
import type { OrderAlongside } from '#shared/adapters/dynamo/order-alongside.ts';
import { takeNumber } from '#shared/adapters/dynamo/order-numbers.ts';
import { dynamoOrders } from '#shared/adapters/dynamo/orders.ts';
import { update } from '#shared/adapters/dynamo/transaction.ts';
import { orderId } from '#shared/domain/payments/order-id.ts';
import { refunded, takenBack } from '#shared/domain/payments/refund-steps.ts';
import { closed, paid } from '#shared/domain/payments/steps.ts';
import type { Order, OrderKind } from '#shared/domain/payments/types.ts';
import { fail } from '#shared/kernel/fault.ts';
import { newOperation } from '#shared/kernel/ids.ts';
import { withContention } from '../../support/contention.ts';
import { withFaults } from '../../support/faults.ts';
import { accountWith, recordOf, startTable, type TestTable } from '../../support/table.ts';

let db: TestTable;
beforeAll(async () => {
  db = await startTable();
});
afterAll(() => db.close());

function fresh(account: string, kind: OrderKind = 'recharge', change: Partial<Order> = {}): Order {
  const operation = newOperation(Date.now());
  const times = { createdAt: operation.at, closesAt: operation.at + 60_000 };
  const goods = kind === 'recharge' ? { price: 1000, amount: 1000, points: 100 } : { price: 990, amount: 990, points: 0 };
  const member = kind === 'membership' ? { membership: 'monthly' as const } : {};
  const id = orderId(kind, operation);
  return { id, account, kind, channel: 'alipay', ...goods, ...member, description: 'x', state: 'pending', ...times, ...change };
}

const payment = (order: Order) => ({ transactionId: `t${order.id}`, at: Date.now() });
const payIn = (orders: ReturnType<typeof dynamoOrders>, order: Order) =>
  orders.move(order, (buyer, seen) => paid(seen, buyer, payment(order)), Date.now());
const entriesOf = async (account: string) => (await dynamoLedger(db.table).entries(account, { limit: 200 })).entries;

test('twenty-five orders at once are numbered 1 to 25, each once, and a page is the range of its numbers', async () => {
  const account = await accountWith(db.table, 100);
  const orders = dynamoOrders(db.table);
  const made = await Promise.all(Array.from({ length: 25 }, () => orders.create(fresh(account))));
  await orders.create(fresh(account, 'membership'));
  const { orders: all, total } = await orders.page(account, 'recharge', { limit: 100 });
  expect([total, all.map(({ number }) => number)]).toEqual([25, Array.from({ length: 25 }, (_, at) => 25 - at)]);
  expect(new Set(all.map(({ id }) => id))).toEqual(new Set(made.map(({ id }) => id)));
  const third = await orders.page(account, 'recharge', { limit: 10, skip: 20 });
  expect([third.total, third.orders.map(({ number }) => number)]).toEqual([25, [5, 4, 3, 2, 1]]);
  expect((await orders.page(account, 'recharge', { limit: 20, skip: 25 })).orders).toEqual([]);
  expect((await orders.page(account, 'membership', { limit: 20 })).total).toBe(1);
});

test('an order that is made again, by a retry or twice at once, is the same one with the same number', async () => {
  const account = await accountWith(db.table, 100);
  const orders = dynamoOrders(db.table);
  const order = fresh(account);
  const made = await Promise.all([orders.create(order), orders.create(order), orders.create(order)]);
  expect(made.map(({ number }) => number)).toEqual([1, 1, 1]);
  expect((await orders.page(account, 'recharge', { limit: 20 })).total).toBe(1);
});

test('fifty orders at once on one account are all made at the first try, though transactions get in each other’s way', async () => {
  const account = await accountWith(db.table, 100);
  const client = db.client();
  const contention = withContention(client, 50);
  const orders = dynamoOrders({ ...db.table, client });
  await Promise.all(Array.from({ length: 50 }, () => orders.create(fresh(account))));
  expect(contention).toEqual({ tried: 50, refused: 0 });
  const { orders: all, total } = await dynamoOrders(db.table).page(account, 'recharge', { limit: 100 });
  expect([total, all.map(({ number }) => number)]).toEqual([50, Array.from({ length: 50 }, (_, at) => 50 - at)]);
  client.destroy();
});

test('an order whose request dies after it took its number is in no list and no total; made again, it is there under that number', async () => {
  const account = await accountWith(db.table, 100);
  const orders = dynamoOrders(db.table);
  const made = [await orders.create(fresh(account))];
  const client = withFaults(db.client(), (operation) => (operation === 'TransactWriteItemsCommand' ? 'fail' : undefined));
  const dead = [fresh(account), fresh(account)];
  for (const order of dead) await expect(dynamoOrders({ ...db.table, client }).create(order)).rejects.toThrow();
  client.destroy();
  made.push(await orders.create(fresh(account)), await orders.create(fresh(account)));
  const page = async (limit: number, skip: number) => {
    const { total, orders: found } = await orders.page(account, 'recharge', { limit, skip });
    return [total, found.map(({ number }) => number)];
  };
  expect([await page(2, 0), await page(2, 2), await page(20, 0)]).toEqual([
    [3, [5, 4]],
    [3, [1]],
    [3, [5, 4, 1]],
  ]);
  expect(await orders.create(dead[1]!)).toMatchObject({ number: 3 });
  expect([await page(2, 0), await page(2, 2)]).toEqual([
    [4, [5, 4]],
    [4, [3, 1]],
  ]);
});

test('any number of requests may be dead: the list is what there is', async () => {
  const account = await accountWith(db.table, 100);
  const orders = dynamoOrders(db.table);
  for (let dead = 0; dead < 120; dead++) await takeNumber(db.table, fresh(account));
  const { number } = await orders.create(fresh(account));
  expect([number, (await orders.page(account, 'recharge', { limit: 20 })).total]).toEqual([121, 1]);
});

test('a number that somebody else’s order has is not taken for one’s own', async () => {
  const [ada, bob] = [await accountWith(db.table, 100), await accountWith(db.table, 100)];
  const orders = dynamoOrders(db.table);
  const hers = await orders.create(fresh(ada));
  await expect(orders.create({ ...fresh(bob), id: hers.id })).rejects.toThrow('is taken');
});

test('two memberships that are paid at once add up to two months', async () => {
  const account = await accountWith(db.table, 100);
  const orders = dynamoOrders(db.table);
  const made = [await orders.create(fresh(account, 'membership')), await orders.create(fresh(account, 'membership'))];
  const done = await Promise.all(made.map((order) => payIn(orders, order)));
  const [first, second] = done.sort((a, b) => a.membershipFrom! - b.membershipFrom!);
  expect(second!.membershipFrom).toBe(first!.membershipUntil);
  expect(await recordOf(db.table, account)).toMatchObject({ membershipEnd: second!.membershipUntil, payments: 2, points: 100 });
});

test('a membership that points pay is bought with its entry at once; with too few points nothing is written', async () => {
  const account = await accountWith(db.table, 150);
  const orders = dynamoOrders(db.table);
  const buy = () => {
    const order = fresh(account, 'membership', { channel: 'balance' });
    return orders.create(order, (buyer) => paid(order, buyer, { at: order.createdAt }));
  };
  const bought = await Promise.allSettled([buy(), buy()]);
  expect(bought.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(bought.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'points.insufficient' } });
  expect((await entriesOf(account))[0]).toMatchObject({ kind: 'membership', amount: -99, balanceAfter: 51 });
  expect(await recordOf(db.table, account)).toMatchObject({ points: 51, memberships: 1 });
});

test('an order goes from paid to refunded with its points, and is in no list of what is due when it waits for nothing', async () => {
  const account = await accountWith(db.table, 100);
  const orders = dynamoOrders(db.table);
  const order = await payIn(orders, await orders.create(fresh(account)));
  const wish = { by: 'admin', reason: 'x', at: Date.now() };
  const taken = await orders.move(order, (buyer, seen) => takenBack(seen, buyer, wish), wish.at);
  expect(await getItem(db.table, keys.order(order.id))).toMatchObject({ state: 'refunding', duePk: expect.stringMatching(/^DUE#/) });
  await orders.move(taken, refunded(taken, Date.now()), Date.now());
  expect(await getItem(db.table, keys.order(order.id))).toMatchObject({
    state: 'refunded',
    duePk: expect.stringMatching(/^BOOKS#alipay#/),
  });
  const late = await orders.create(fresh(account));
  await orders.move(late, closed, Date.now());
  expect((await getItem(db.table, keys.order(late.id)))?.duePk).toBeUndefined();
  expect((await entriesOf(account)).map(({ amount }) => amount)).toEqual([-100, 100, 100]);
});

/** The payer's first purchase brings 50 points, and whoever brought them 30; and it counts what was earned. */
const referral =
  (friend: string): OrderAlongside =>
  async (table, { order, from, buyer, at }) => {
    if (order.state !== 'paid' || from === 'refunding' || buyer?.paidRecharges !== undefined) return {};
    const gift = { kind: 'bonus', description: '首充赠送', at } as const;
    const rewarded = await recordOf(table, friend);
    const counter = { pk: 'COUNTER#revenue', sk: 'COUNTER' };
    return {
      entries: [{ ...gift, amount: 50, cause: `${order.id}:first` }],
      writes: [
        ...ledgerWrites(table, rewarded, [{ ...gift, amount: 30, cause: `${order.id}:referral` }]),
        update(table, counter, { update: 'ADD fen :paid', values: { ':paid': order.amount } }),
      ],
    };
  };

test('what follows from a payment is written with it, for two accounts, once, whoever else writes meanwhile', async () => {
  const [ada, friend] = [await accountWith(db.table, 0), await accountWith(db.table, 0)];
  const orders = dynamoOrders(db.table, [referral(friend)]);
  const made = await Promise.all([orders.create(fresh(ada)), orders.create(fresh(ada))]);
  const busy = dynamoOrders(db.table);
  const others = await Promise.all(Array.from({ length: 5 }, () => busy.create(fresh(friend))));
  await Promise.all([...made, ...made].map((order) => payIn(orders, order)).concat(others.map((order) => payIn(busy, order))));
  expect((await entriesOf(ada)).map(({ amount }) => amount).sort()).toEqual([0, 100, 100, 50].sort());
  expect((await entriesOf(friend)).map(({ amount }) => amount).filter((amount) => amount === 30)).toEqual([30]);
  expect(await recordOf(db.table, ada)).toMatchObject({ points: 250, paidRecharges: 2 });
  expect((await recordOf(db.table, friend)).points).toBe(530);
  expect(await getItem(db.table, { pk: 'COUNTER#revenue', sk: 'COUNTER' })).toMatchObject({ fen: 1000 });
  const credited = await Promise.all(made.map(async ({ id }) => (await orders.find(id))?.credited));
  expect(credited.sort()).toEqual([100, 150]);
});

test('what refuses a new order leaves no trace of it', async () => {
  const account = await accountWith(db.table, 100);
  const refusing = dynamoOrders(db.table, [() => fail('coupon.invalid')]);
  const order = fresh(account);
  await expect(refusing.create(order)).rejects.toMatchObject({ code: 'coupon.invalid' });
  expect([await refusing.find(order.id), (await recordOf(db.table, account)) as object]).toEqual([
    undefined,
    expect.not.objectContaining({ recharges: 1 }),
  ]);
  expect(await queryItems(db.table, 'pk = :pk AND begins_with(sk, :sk)', { ':pk': keys.account(account).pk, ':sk': 'RECHARGE#' })).toEqual(
    [],
  );
});

test('a step that lost to another one sees the state that the order has by then', async () => {
  const account = await accountWith(db.table, 0);
  const seen: unknown[] = [];
  const orders = dynamoOrders(db.table, [
    (_, { from, order }) => {
      seen.push([from, order.state]);
      return {};
    },
  ]);
  const order = await orders.create(fresh(account));
  await orders.move(order, closed, Date.now());
  await payIn(orders, order);
  expect(seen).toEqual([
    [undefined, 'pending'],
    ['pending', 'closed'],
    ['pending', 'paid'],
    ['closed', 'paid'],
  ]);
  expect((await orders.find(order.id))?.state).toBe('paid');
});

test('an order from before there were several ways to pay is the mini-program’s', async () => {
  const id = 'order_1736250123_0123456789abcd';
  await updateItem(db.table, keys.order(id), { update: 'SET amount = :amount', values: { ':amount': 1000 } });
  expect(await dynamoOrders(db.table).find(id)).toMatchObject({ kind: 'recharge', channel: 'wechat-mini', price: 1000 });
});
