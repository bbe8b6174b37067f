import { dynamoCoupons } from '#shared/adapters/dynamo/coupons.ts';
import { dynamoParticipate } from '#shared/adapters/dynamo/participation.ts';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import { participate } from '#shared/domain/activities/participate.ts';
import { claimCoupon } from '#shared/domain/coupons/claim.ts';
import type { Coupon } from '#shared/domain/coupons/types.ts';
import { refunded, refundRefused } from '#shared/domain/payments/refund-steps.ts';
import type { Order } from '#shared/domain/payments/types.ts';
import type { User } from '#shared/domain/users/types.ts';
import { newOperation } from '#shared/kernel/ids.ts';
import { openShop, type Shop } from '../shop.ts';
import type { Step } from './steps.ts';

/** A few users and what they ordered; takes one step after the other. */
export class World {
  readonly #users: User[] = [];
  readonly #orders: Order[] = [];
  readonly #table: Table;
  readonly #shop: Shop;
  readonly #coupons: readonly Coupon[];
  readonly #gifts: readonly number[];

  /** `gifts`: activities to take part in. */
  constructor(table: Table, coupons: readonly Coupon[], gifts: readonly number[]) {
    this.#table = table;
    this.#shop = openShop(table);
    this.#coupons = coupons;
    this.#gifts = gifts;
  }

  async take(step: Step, now: number): Promise<void> {
    if (step.do === 'register') {
      this.#users.push(await this.#shop.register(now, pick(this.#users, step.by)));
      return;
    }
    if ('order' in step) {
      const known = pick(this.#orders, step.order);
      const order = known && (await this.#shop.orders.find(known.id));
      return order && this.#move(step, order, now);
    }
    const user = pick(this.#users, step.who);
    if (user) await this.#ask(step, user, now);
  }

  async #ask(step: Exclude<Step, { do: 'register' } | { order: number }>, user: User, now: number): Promise<void> {
    const who = { account: user.id, operation: newOperation(now) };
    const clock = () => now;
    if (step.do === 'claim') {
      await claimCoupon({ coupons: dynamoCoupons(this.#table), clock }, { ...who, id: pick(this.#coupons, step.coupon)!.id });
    } else if (step.do === 'participate') {
      await participate(
        { activities: this.#shop.activities, credit: dynamoParticipate(this.#table), clock },
        { ...who, id: pick(this.#gifts, step.activity)! },
      );
    } else if (step.do === 'recharge') {
      const coupon = step.coupon % 2 === 0 ? pick(this.#coupons, step.coupon)!.code : undefined;
      this.#orders.push(await this.#shop.recharge(user, step.yuan, { now, coupon }));
    } else this.#orders.push(await this.#shop.join(user, step.type, { now, method: step.balance ? 'balance' : 'wechat' }));
  }

  async #move(step: Extract<Step, { order: number }>, order: Order, at: number): Promise<void> {
    const { orders, close, pay, takeBack } = this.#shop;
    if (step.do === 'close') await close(order, at);
    else if (step.do === 'pay') await pay(order, at);
    // A second refund would overwrite what the recount has to know of the first.
    else if (order.refund?.refused === undefined) {
      const taken = order.state === 'paid' ? await takeBack(order, at) : order;
      if (taken.state !== 'refunding') return;
      if (step.outcome === 'refunded') await orders.move(taken, refunded(taken, at), at);
      if (step.outcome === 'refused') await orders.move(taken, (buyer) => refundRefused(taken, buyer, { reason: 'no', at }), at);
    }
  }
}

const pick = <T>(from: readonly T[], place: number): T | undefined => from[place % Math.max(1, from.length)];
