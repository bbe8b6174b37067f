import { expect } from 'vitest';
import type { Item } from '#proof/fuzz/books.ts';
import type { UserCoupon } from '#shared/domain/coupons/types.ts';
import type { Order } from '#shared/domain/payments/types.ts';
import type { Entry } from '#shared/domain/points/ports.ts';
import type { Referral } from '#shared/domain/referrals/ports.ts';

const of = <T>(items: readonly Item[], prefix: string) => items.filter(({ sk }) => sk.startsWith(prefix)) as unknown as (T & Item)[];
const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

/** What has to be so for an account and its orders, whatever happened and whatever failed. */
export function expectSound(items: readonly Item[], orders: readonly Order[]): void {
  const account = items.find(({ sk }) => sk === 'ACCOUNT') as Item & { points: number; held: number; sequence: number };
  const entries = of<Entry>(items, 'ENTRY#').sort((a, b) => a.sequence - b.sequence);
  expect(account.points + account.held).toBe(total(entries.map(({ amount }) => amount)));
  expect(account.points).toBeGreaterThanOrEqual(0);
  expect(entries.map(({ sequence }) => sequence)).toEqual(entries.map((_, index) => index + 1));
  expect(entries.at(-1)?.balanceAfter ?? 0).toBe(account.points + account.held);
  expect(new Set(entries.map(({ cause }) => cause)).size).toBe(entries.length);
  for (const coupon of of<UserCoupon>(items, 'COUPON#')) expectCoupon(coupon, orders);
  expectReferrals(items, entries);
}

/** A coupon is with exactly the order that uses it, or with none. */
function expectCoupon(coupon: UserCoupon, orders: readonly Order[]): void {
  const using = orders.filter(({ perks, state }) => perks?.coupon === coupon.code && state !== 'closed' && state !== 'refunded');
  const expected = using.length === 0 ? 'unused' : using[0]!.state === 'pending' ? 'locked' : 'used';
  expect([coupon.state, coupon.order, using.length]).toEqual([expected, using[0]?.id, Math.min(1, using.length)]);
}

/** Each referral once, each with what its entry says, and the sums of them. */
function expectReferrals(items: readonly Item[], entries: readonly Entry[]): void {
  const referrals = of<Referral>(items, 'REFERRAL#');
  const summary = items.find(({ sk }) => sk === 'REFERRALS') as unknown as { total: number; rewards: number } | undefined;
  expect(referrals.map(({ number }) => number).sort((a, b) => a - b)).toEqual(referrals.map((_, index) => index + 1));
  expect(summary ?? { total: 0, rewards: 0 }).toMatchObject({
    total: referrals.length,
    rewards: total(referrals.map(({ reward }) => reward)),
  });
  for (const { referred, reward } of referrals) {
    const earned = entries.filter(({ cause }) => cause.endsWith(`:${referred}`));
    expect(total(earned.map(({ amount }) => amount))).toBe(reward);
  }
}
