import { keys } from './keys.ts';
import type { Table } from './table.ts';
import { update } from './transaction.ts';

/** A coupon and the order that it goes with, for the transaction that makes, pays, closes or refunds the order. */
export interface CouponOfOrder {
  account: string;
  code: string;
  order: string;
}

const names = { '#state': 'state', '#order': 'order' };

/** unused → locked. */
export const lockCoupon = (table: Table, { account, code, order }: CouponOfOrder) =>
  update(table, keys.userCoupon(account, code), {
    update: 'SET #state = :locked, #order = :order',
    condition: '#state = :unused',
    names,
    values: { ':locked': 'locked', ':unused': 'unused', ':order': order },
  });

/** locked → used; also unused → used, for an order that was closed and then paid after all. */
export const spendCoupon = (table: Table, { account, code, order }: CouponOfOrder, at: number) =>
  update(table, keys.userCoupon(account, code), {
    update: 'SET #state = :used, #order = :order, usedAt = :at',
    condition: '#state = :unused OR (#state = :locked AND #order = :order)',
    names,
    values: { ':used': 'used', ':unused': 'unused', ':locked': 'locked', ':order': order, ':at': at },
  });

/** locked or used → unused: its order was closed or refunded. */
export const returnCoupon = (table: Table, { account, code, order }: CouponOfOrder) =>
  update(table, keys.userCoupon(account, code), {
    update: 'SET #state = :unused REMOVE #order, usedAt',
    condition: '#state IN (:locked, :used) AND #order = :order',
    names,
    values: { ':unused': 'unused', ':locked': 'locked', ':used': 'used', ':order': order },
  });
