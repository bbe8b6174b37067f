import type { Channel, Order, PayMethod } from '#shared/domain/payments/types.ts';
import { beijingTime } from '#shared/kernel/beijing-time.ts';
import { yuanFromFen } from '#shared/kernel/money.ts';

/** All points that an order brings. */
export const creditsOf = ({ points, bonus }: Order): number => points + (bonus?.points ?? 0);

const methodOf = (channel: Channel): PayMethod => (channel === 'wechat-mini' ? 'wechat' : channel);

const orderFields = ({ id, amount, channel, state, createdAt, paidAt }: Order) => ({
  order_id: id,
  amount: yuanFromFen(amount),
  payment_method: methodOf(channel),
  status: state,
  created_at: beijingTime(createdAt),
  paid_at: paidAt === undefined ? null : beijingTime(paidAt),
});

export const rechargeOrderView = (order: Order) => ({ id: order.number!, ...orderFields(order), credits: creditsOf(order) });

export const membershipOrderView = (order: Order) => ({ id: order.number!, ...orderFields(order), membership_type: order.membership! });

export const orderView = (order: Order) => ({
  ...orderFields(order),
  type: order.kind,
  credits: creditsOf(order),
  membership_type: order.membership ?? null,
});
