import { newCoupon } from '#tests/flow/operation/support.ts';
import type { Caller } from '../callers/caller.ts';
import { callerFor } from '../callers/index.ts';
import { order, post } from '../callers/things.ts';
import type { Named } from './pool.ts';
import type { World } from './world.ts';

/** An order takes one for itself. */
const COUPONS = 8;

/** What only somebody who has paid can ask about: a coupon that each of them has, an order that was paid, one that was given back. */
export async function money(world: World, payers: readonly [Caller, ...Caller[]]): Promise<{ thing: string; value: Named }[]> {
  const coupons: string[] = [];
  for (let one = 0; one < COUPONS; one++) coupons.push(await coupon(world, payers));
  const [paid, back] = [await paidOrder(world, payers[0]), await paidOrder(world, payers[0])];
  const operator = await callerFor(world, { api: 'platform', auth: 'admin' }, 0);
  await post(world, operator, 'admin', '/api/v1/operation/refunds', { order_id: back, reason: '客户要求' });
  return [
    ...coupons.map((value) => ({ thing: 'coupon_code', value })),
    { thing: 'order_id', value: paid },
    { thing: '/api/v1/operation/refunds/{order_id}', value: back },
  ];
}

async function coupon(world: World, payers: readonly Caller[]): Promise<string> {
  const { id, code } = await newCoupon(world.table);
  for (const payer of payers) await post(world, payer, 'account', `/api/v1/operation/coupons/${id}/claim`, {});
  return code;
}

async function paidOrder(world: World, owner: Caller): Promise<string> {
  const id = await order(world, owner);
  const { ok } = await fetch(`${world.stack.outsideUrl}/cashier?order=${id}`, { method: 'POST' });
  if (!ok) throw new Error(`order ${id} can't be paid`);
  return id;
}
