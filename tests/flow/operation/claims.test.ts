import { afterAll, beforeAll, expect, test } from 'vitest';
import { counterCapacities } from '#shared/adapters/dynamo/coupon-claims.ts';
import { dynamoCoupons } from '#shared/adapters/dynamo/coupons.ts';
import { getItem } from '#shared/adapters/dynamo/items.ts';
import { keys } from '#shared/adapters/dynamo/keys.ts';
import type { Claim, Coupons } from '#shared/domain/coupons/ports.ts';
import type { Coupon } from '#shared/domain/coupons/types.ts';
import { withContention } from '#tests/support/contention.ts';
import { type WireFault, withFaults } from '#tests/support/faults.ts';
import { startTable, type TestTable } from '#tests/support/table.ts';
import { trials } from '#tests/support/trials.ts';
import { claimant, newCoupon } from './support.ts';

let db: TestTable;
beforeAll(async () => {
  db = await startTable();
});
afterAll(() => db.close());

/** How many may have a coupon that ten times as many claim. */
const OFFERED = trials(100);

const users = (coupon: Coupon, count: number) => Array.from({ length: count }, (_, user) => `u_${coupon.id}_${user}`);

/** Who has the coupon by the table, and how many its counters say. */
async function standing(coupon: Coupon, accounts: readonly string[]) {
  const owned = await Promise.all(accounts.map((account) => dynamoCoupons(db.table).ofAccountByCode(account, coupon.code)));
  const counters = counterCapacities(coupon.maxUsage).map((_, counter) =>
    getItem<{ claimed: number }>(db.table, keys.claims(coupon.id, counter)),
  );
  const counted = (await Promise.all(counters)).reduce((sum, counter) => sum + (counter?.claimed ?? 0), 0);
  return { owners: owned.filter((each) => each !== undefined).length, counted };
}

/** Asks again under the same operation when a busy machine made it give up, as a client would after a 500. */
async function insistent(
  coupons: Pick<Coupons, 'claim'>,
  coupon: Coupon,
  claim: Claim,
  tries = 5,
): Promise<Awaited<ReturnType<Coupons['claim']>>> {
  return coupons.claim(coupon, claim).catch((error: unknown) => {
    if (tries === 1 || !String(error).includes('gave up')) throw error;
    return insistent(coupons, coupon, claim, tries - 1);
  });
}

test.each([1, 7, 10, 100, 101, 999, 1_000_000])('the counters of a coupon of %i take exactly as many claims', (maxUsage) => {
  const capacities = counterCapacities(maxUsage);
  expect(capacities.reduce((sum, capacity) => sum + capacity, 0)).toBe(maxUsage);
  expect(Math.min(...capacities)).toBeGreaterThan(0);
  expect(capacities.length).toBeLessThanOrEqual(64);
});

test(`of ${10 * OFFERED} users who claim a coupon of ${OFFERED} at once, exactly ${OFFERED} have it, though transactions get in each other’s way`, async () => {
  const client = db.client();
  const contention = withContention(client, 10);
  const coupon = await newCoupon(db.table, { maxUsage: OFFERED });
  const accounts = users(coupon, 10 * OFFERED);
  const startedAt = Date.now();
  const coupons = dynamoCoupons({ ...db.table, client });
  const results = await Promise.all(accounts.map((account) => insistent(coupons, coupon, claimant(account))));
  console.info(
    `${accounts.length} claims: ${Date.now() - startedAt} ms, ${contention.tried} transactions, ${contention.refused} met another`,
  );
  expect(results.filter((result) => typeof result === 'object')).toHaveLength(OFFERED);
  expect(results.filter((result) => result === 'gone')).toHaveLength(9 * OFFERED);
  expect(await standing(coupon, accounts)).toEqual({ owners: OFFERED, counted: OFFERED });
  client.destroy();
}, 60_000);

test('a coupon that is gone is refused with one read, without any transaction', async () => {
  const coupon = await newCoupon(db.table, { maxUsage: 1 });
  const coupons = dynamoCoupons(db.table);
  expect(await coupons.claim(coupon, claimant('u_first'))).toMatchObject({ state: 'unused' });
  expect(await coupons.claim(coupon, claimant('u_second'))).toBe('gone');
  const known = (await coupons.find(coupon.id))!;
  expect(known.soldOut).toBe(true);
  const client = db.client();
  const contention = withContention(client, 0);
  expect(await dynamoCoupons({ ...db.table, client }).claim(known, claimant('u_third'))).toBe('gone');
  expect(contention.tried).toBe(0);
  client.destroy();
});

test('one user who claims 50 times at once has it once', async () => {
  const coupon = await newCoupon(db.table);
  const client = db.client();
  withContention(client, 5);
  const coupons = dynamoCoupons({ ...db.table, client });
  const results = await Promise.all(Array.from({ length: 50 }, () => coupons.claim(coupon, claimant('u_eager'))));
  expect(results.filter((result) => typeof result === 'object')).toHaveLength(1);
  expect(results.filter((result) => result === 'claimed')).toHaveLength(49);
  expect(await standing(coupon, ['u_eager'])).toEqual({ owners: 1, counted: 1 });
  client.destroy();
}, 30_000);

test('the same operation claims once and is answered as before, also when all are gone meanwhile', async () => {
  const coupon = await newCoupon(db.table, { maxUsage: 1 });
  const coupons = dynamoCoupons(db.table);
  const claim = claimant('u_again');
  const first = await coupons.claim(coupon, claim);
  expect(await coupons.claim(coupon, claim)).toEqual(first);
  expect(await coupons.claim(coupon, claimant('u_late'))).toBe('gone');
  expect(await coupons.claim((await coupons.find(coupon.id))!, claim)).toEqual(first);
  expect(await coupons.claim(coupon, claimant('u_again'))).toBe('claimed');
});

const FAULTS: WireFault[] = ['lose-answer', 'throttle', 'fail', 'conflict'];

test('200 claims under lost answers, throttles and failures: nobody has two, none is lost, never more than there are', async () => {
  const coupon = await newCoupon(db.table, { maxUsage: 60 });
  const accounts = users(coupon, 200);
  let call = 0;
  const client = withFaults(db.client(), () => (call++ % 5 === 0 ? FAULTS[call % FAULTS.length] : undefined));
  const coupons = dynamoCoupons({ ...db.table, client });
  const results = await Promise.allSettled(accounts.map((account) => coupons.claim(coupon, claimant(account))));
  const { owners, counted } = await standing(coupon, accounts);
  expect(counted).toBe(owners);
  expect(owners).toBeLessThanOrEqual(60);
  const told = results.filter((result) => result.status === 'fulfilled' && typeof result.value === 'object').length;
  expect(told).toBeLessThanOrEqual(owners);
  client.destroy();
}, 60_000);
