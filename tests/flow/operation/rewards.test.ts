import { afterAll, beforeAll, expect, test } from 'vitest';
import { dynamoLedger } from '#shared/adapters/dynamo/ledger.ts';
import { dynamoParticipate } from '#shared/adapters/dynamo/participation.ts';
import { dynamoReferrals } from '#shared/adapters/dynamo/referrals.ts';
import type { User } from '#shared/domain/users/types.ts';
import { startTable, type TestTable } from '#tests/support/table.ts';
import { openShop, type Shop } from './shop.ts';
import { DAY } from './support.ts';

/** First purchases and referrals are rewarded in January, twice from the 20th on; memberships are cheaper in February. */
const JANUARY = Date.parse('2026-01-01T00:00:00+08:00');
const LATE_JANUARY = JANUARY + 20 * DAY;
const FEBRUARY = JANUARY + 31 * DAY;

let db: TestTable;
let shop: Shop;
beforeAll(async () => {
  db = await startTable();
  shop = openShop(db.table);
  const january = { from: JANUARY, until: FEBRUARY - 1 };
  await shop.hold({ type: 'first_purchase', config: { credits: 15 } }, january);
  await shop.hold({ type: 'referral_bonus', config: { referrer_credits: 50, referred_credits: 20 } }, january);
  await shop.hold({ type: 'referral_bonus', config: { referrer_credits: 5, referred_credits: 2 } }, { ...january, from: LATE_JANUARY });
  for (const discount_percent of [10, 15]) {
    await shop.hold({ type: 'membership_discount', config: { discount_percent } }, { from: FEBRUARY, until: FEBRUARY + 28 * DAY });
  }
});
afterAll(() => db?.close());

const at = JANUARY + 5 * DAY;
const entriesOf = async ({ id }: User) =>
  (await dynamoLedger(db.table).entries(id, { limit: 100 })).entries.reverse().map(({ kind, amount }) => `${kind} ${amount}`);
const referralsOf = ({ id }: User) => dynamoReferrals(db.table).of(id, { limit: 100, skip: 0 });
const pair = async (now = at) => {
  const referrer = await shop.register(now);
  return [referrer, await shop.register(now, referrer)] as const;
};
const paidRecharge = async (user: User, now: number) => shop.pay(await shop.recharge(user, 10, { now }), now);

test('the first paid recharge brings its bonus, the second none', async () => {
  const user = await shop.register(at);
  await shop.recharge(user, 10, { now: at });
  expect(await entriesOf(user)).toEqual([]);
  await paidRecharge(user, at);
  await paidRecharge(user, at);
  expect(await entriesOf(user)).toEqual(['topup 100', 'bonus 15', 'topup 100']);
});

test('of two first recharges that are paid at once, one brings the bonus', async () => {
  const user = await shop.register(at);
  const orders = [await shop.recharge(user, 10, { now: at }), await shop.recharge(user, 10, { now: at })];
  await Promise.all([...orders, ...orders].map((order) => shop.pay(order, at)));
  expect((await entriesOf(user)).toSorted()).toEqual(['bonus 15', 'topup 100', 'topup 100']);
});

test('both sides are rewarded when who was referred first pays, once, also when it is for two things at once', async () => {
  const [referrer, friend] = await pair();
  expect(await referralsOf(referrer)).toMatchObject({ total: 1, rewards: 0, referrals: [{ state: 'pending', reward: 0 }] });
  const orders = [await shop.recharge(friend, 10, { now: at }), await shop.join(friend, 'monthly', { now: at })];
  await Promise.all([...orders, ...orders].map((order) => shop.pay(order, at)));
  await paidRecharge(friend, at);
  expect((await entriesOf(friend)).toSorted()).toEqual(['bonus 15', 'bonus 20', 'topup 100', 'topup 100']);
  expect(await entriesOf(referrer)).toEqual(['bonus 50']);
  expect(await referralsOf(referrer)).toMatchObject({
    ...{ total: 1, rewards: 50 },
    referrals: [{ username: friend.username, state: 'completed', reward: 50 }],
  });
});

test('every activity that holds when they first pay counts, and none that has ended', async () => {
  const [two, none] = [await pair(), await pair()];
  await paidRecharge(two[1], LATE_JANUARY);
  await paidRecharge(none[1], FEBRUARY);
  expect([await entriesOf(two[0]), (await referralsOf(two[0])).rewards]).toEqual([['bonus 50', 'bonus 5'], 55]);
  expect(await entriesOf(two[1])).toEqual(['topup 100', 'bonus 15', 'bonus 20', 'bonus 2']);
  expect(await referralsOf(none[0])).toMatchObject({ rewards: 0, referrals: [{ state: 'completed', reward: 0 }] });
  expect([await entriesOf(none[0]), await entriesOf(none[1])]).toEqual([[], ['topup 100']]);
});

test('paying with points is no first payment: they may have been a gift', async () => {
  const [referrer, friend] = await pair();
  const gift = await shop.hold({ type: 'credit_gift', config: { credits: 500 } }, { from: at - 2, until: at - 1 });
  if (gift.type !== 'credit_gift') throw new Error('no gift');
  await dynamoParticipate(db.table)(gift, { account: friend.id, operation: { at, random: 'once' }, now: at - 1 });
  await shop.join(friend, 'monthly', { now: at, method: 'balance' });
  expect(await entriesOf(referrer)).toEqual([]);
  await paidRecharge(friend, at);
  expect(await entriesOf(referrer)).toEqual(['bonus 50']);
});

test('ten friends of one user who first pay at once bring ten rewards', async () => {
  const referrer = await shop.register(at);
  const friends = await Promise.all(Array.from({ length: 10 }, () => shop.register(at, referrer)));
  const orders = await Promise.all(friends.map((friend) => shop.recharge(friend, 10, { now: at })));
  await Promise.all(orders.map((order) => shop.pay(order, at)));
  expect(await entriesOf(referrer)).toEqual(Array(10).fill('bonus 50'));
  expect(await referralsOf(referrer)).toMatchObject({ total: 10, rewards: 500 });
}, 30_000);

test('a refund of the first payment takes back what it brought its payer; the referrer keeps the reward, and no second first payment follows', async () => {
  const [referrer, friend] = await pair();
  await shop.refund(await paidRecharge(friend, at), at);
  expect((await dynamoLedger(db.table).balance(friend.id)).available).toBe(0);
  await paidRecharge(friend, at);
  expect([(await dynamoLedger(db.table).balance(friend.id)).available, await entriesOf(referrer)]).toEqual([100, ['bonus 50']]);
});

test('a membership costs the most generous discount less, whoever it is paid with', async () => {
  const user = await shop.register(FEBRUARY);
  expect((await shop.join(user, 'monthly', { now: at })).amount).toBe(990);
  expect(await shop.join(user, 'monthly', { now: FEBRUARY })).toMatchObject({ price: 990, amount: 842 });
  expect(await shop.recharge(user, 10, { now: FEBRUARY })).toMatchObject({ price: 1000, amount: 1000 });
});
