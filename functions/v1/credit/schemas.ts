import * as z from 'zod/mini';
import { payMethods } from '#shared/domain/payments/types.ts';
import { membershipTypes } from '#shared/domain/users/types.ts';
import { time, yuan } from '../schemas.ts';

export const paymentMethod = z.enum(payMethods, `payment_method 必须是 ${payMethods.join('、')}`);
export const membershipType = z.enum(membershipTypes, `membership_type 必须是 ${membershipTypes.join('、')}`);

/** What a client sends as an order's number: any text is looked up, and what isn't there is 40004. */
export const orderNumber = z.string('order_id 必须是文本').check(z.minLength(1, '缺少参数 order_id'), z.maxLength(64, 'order_id 过长'));

const orderFields = {
  order_id: z.string(),
  amount: yuan,
  payment_method: z.enum(payMethods),
  status: z.enum(['pending', 'paid', 'closed', 'refunding', 'refunded']),
  created_at: time,
  paid_at: z.nullable(time),
};

/** An order in its list; `id` is its place in it. */
export const rechargeOrder = z.strictObject({ id: z.int(), ...orderFields, credits: z.int() });
export const membershipOrder = z.strictObject({ id: z.int(), ...orderFields, membership_type: z.enum(membershipTypes) });

/** An order by itself. */
export const anyOrder = z.strictObject({
  ...orderFields,
  type: z.enum(['recharge', 'membership']),
  credits: z.int(),
  membership_type: z.nullable(z.enum(membershipTypes)),
});

/** Of a coupon that the caller has claimed, in any case of its letters. */
export const couponCode = z
  .string('coupon_code 必须是文本')
  .check(z.minLength(1, 'coupon_code 不能为空'), z.maxLength(64, 'coupon_code 过长'));
