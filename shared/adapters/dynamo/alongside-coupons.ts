import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { UserCoupon } from '../../domain/coupons/types.ts';
import { belongsTo, refuseCoupon, unusable } from '../../domain/coupons/use.ts';
import { lockCoupon, returnCoupon, spendCoupon } from './coupon-states.ts';
import { getItem } from './items.ts';
import { keys } from './keys.ts';
import type { OrderAlongside, OrderChange } from './order-alongside.ts';
import type { Table } from './table.ts';

/**
 * The coupon that an order's price was made with goes with the order: locked when it is made, used when it is paid, back when it closes or
 * is refunded. An order that closes and is paid after all takes its coupon again, if no other order has it by then.
 */
export const couponsOfOrders: OrderAlongside = async (table, change) => {
  const { account, id: order, perks } = change.order;
  if (typeof perks?.coupon !== 'string') return {};
  const coupon = await getItem<UserCoupon>(table, keys.userCoupon(account, perks.coupon));
  return { writes: coupon ? stepOf(table, change, coupon, { account, code: coupon.code, order }) : [] };
};

function stepOf(
  table: Table,
  { order, from, at }: OrderChange,
  coupon: UserCoupon,
  of: Parameters<typeof lockCoupon>[1],
): TransactWriteItem[] {
  const own = belongsTo(coupon, order.id);
  if (from === undefined && !own) {
    const reason = unusable(coupon, order.price, at);
    if (reason !== undefined) refuseCoupon(reason);
    return [order.state === 'paid' ? spendCoupon(table, of, at) : lockCoupon(table, of)];
  }
  if (order.state === 'paid') return from !== 'refunding' && (coupon.state === 'unused' || own) ? [spendCoupon(table, of, at)] : [];
  return own && (order.state === 'closed' || order.state === 'refunded') ? [returnCoupon(table, of)] : [];
}
