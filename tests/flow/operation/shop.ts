import { randomBytes } from 'node:crypto';
import { dynamoActivities } from '#shared/adapters/dynamo/activities.ts';
import { couponsOfOrders } from '#shared/adapters/dynamo/alongside-coupons.ts';
import { rewardsOfFirstPayments } from '#shared/adapters/dynamo/alongside-rewards.ts';
import { countedOrders } from '#shared/adapters/dynamo/alongside-statistics.ts';
import { dynamoCoupons } from '#shared/adapters/dynamo/coupons.ts';
import { dynamoOrders } from '#shared/adapters/dynamo/orders.ts';
import { withRegistration } from '#shared/adapters/dynamo/registration.ts';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import { dynamoUsers } from '#shared/adapters/dynamo/users.ts';
import { giftOf } from '#shared/domain/activities/bonus.ts';
import { perksFrom } from '#shared/domain/activities/perks.ts';
import type { Activity } from '#shared/domain/activities/types.ts';
import { joinMembership, recharge } from '#shared/domain/payments/buy.ts';
import { refunded, takenBack } from '#shared/domain/payments/refund-steps.ts';
import { closed, paid } from '#shared/domain/payments/steps.ts';
import type { Order, PayMethod } from '#shared/domain/payments/types.ts';
import { referralCode } from '#shared/domain/users/names.ts';
import type { PasswordHash } from '#shared/domain/users/ports.ts';
import { register } from '#shared/domain/users/register.ts';
import type { MembershipType, User } from '#shared/domain/users/types.ts';
import { newOperation, type Operation } from '#shared/kernel/ids.ts';

const NO_PASSWORD: PasswordHash = {
  ...{ algorithm: 'scrypt', cost: 1, block: 1, parallel: 1 },
  ...{ salt: new Uint8Array(1), hash: new Uint8Array(1) },
};

interface Purchase {
  now: number;
  coupon?: string | undefined;
  method?: PayMethod;
  /** To order the same again. */
  operation?: Operation;
}

export type Shop = ReturnType<typeof openShop>;

/** What the functions do with accounts and orders, put together as they do it, with the time as an argument. */
export function openShop(table: Table) {
  const activities = dynamoActivities(table);
  const orders = dynamoOrders(table, [countedOrders, couponsOfOrders, rewardsOfFirstPayments]);
  const perks = perksFrom({ activities, coupons: dynamoCoupons(table) });
  const parts = { orders, perks, gatewayOf: () => ({ open: async () => ({ paymentUrl: 'https://pay.example' }) }) };
  const purchase = (user: User, { now, coupon, method = 'alipay', operation = newOperation(now) }: Purchase) => ({
    ...{ account: user.id, operation, address: '127.0.0.1', method, coupon },
  });
  return {
    activities,
    orders,
    async register(now: number, by?: User): Promise<User> {
      const username = `u${randomBytes(8).toString('hex')}`;
      const registering = {
        users: dynamoUsers(table, withRegistration),
        passwords: { hash: async () => NO_PASSWORD },
        newReferralCode: () => referralCode(randomBytes(6)),
        giftsAt: async (at: number) => (await activities.activeOf('credit_gift', at)).map(giftOf),
        clock: () => now,
      };
      const asked = { username, email: `${username}@example.com`, password: 'password123', referral_code: by?.referralCode };
      return register(registering, asked);
    },
    recharge: async (user: User, amount: number, how: Purchase) => (await recharge(parts, { ...purchase(user, how), amount })).order,
    join: async (user: User, type: MembershipType, how: Purchase) => (await joinMembership(parts, { ...purchase(user, how), type })).order,
    pay: (order: Order, at: number) => orders.move(order, (buyer) => paid(order, buyer, { transactionId: `t${order.id}`, at }), at),
    close: (order: Order, at: number) => orders.move(order, closed, at),
    takeBack: (order: Order, at: number) => orders.move(order, (buyer) => takenBack(order, buyer, { by: 'operator', reason: 'x', at }), at),
    async refund(order: Order, at: number): Promise<Order> {
      const taken = await this.takeBack(order, at);
      return taken.state === 'refunding' ? orders.move(taken, refunded(taken, at), at) : taken;
    },
    hold: (activity: Pick<Activity, 'type' | 'config'>, window: { from: number; until: number }) =>
      activities.create({
        ...activity,
        ...window,
        name: 'x',
        description: '',
        createdAt: window.from,
        operation: newOperation(window.from),
      }),
  };
}
