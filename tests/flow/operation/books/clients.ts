import { vi } from 'vitest';
import type { Stack } from '#local/stack.ts';
import { platformTokens } from '#shared/adapters/jose/platform-tokens.ts';
import type { Coupon } from '#shared/domain/coupons/types.ts';
import type { Order } from '#shared/domain/payments/types.ts';
import { newSession } from '#shared/domain/users/session.ts';
import type { User } from '#shared/domain/users/types.ts';
import { minutes } from '#shared/kernel/clock.ts';
import { newOperation } from '#shared/kernel/ids.ts';
import { pay, replay } from '#tests/flow/payments/support.ts';
import { ask, tableOf } from '#tests/support/platform/api.ts';
import { openShop, type Shop } from '../shop.ts';
import type { Step } from './steps.ts';

interface Parts {
  coupons: readonly Coupon[];
  /** Activities to take part in. */
  activities: readonly number[];
  /** The account of an operator. */
  operator: string;
}

/** How the news of a payment gets to us. */
const NEWS = ['notified', 'notified twice', 'verified', 'called back', 'looked at', 'found by the sweeper'] as const;

/** A few users and what they ordered, who take each step at the API, as clients do; providers and the sweeper do theirs. */
export class Clients {
  readonly #stack: Stack;
  readonly #parts: Parts;
  readonly #shop: Shop;
  readonly #users: User[] = [];
  readonly #orders: { id: string; payer: string }[] = [];

  constructor(stack: Stack, parts: Parts) {
    this.#stack = stack;
    this.#parts = parts;
    this.#shop = openShop(tableOf(stack));
  }

  async take(step: Step, now: number): Promise<void> {
    vi.setSystemTime(now);
    // Registering takes a fifth of a second by design, so it alone is done past its endpoint.
    if (step.do === 'register') this.#users.push(await this.#shop.register(now, pick(this.#users, step.by)));
    else if ('order' in step) {
      const order = pick(this.#orders, step.order);
      if (order) await this.#move(step, order);
    } else {
      const user = pick(this.#users, step.who);
      if (user) await this.#ask(step, user.id);
    }
  }

  async #ask(step: Exclude<Step, { do: 'register' } | { order: number }>, account: string): Promise<void> {
    const { coupons, activities } = this.#parts;
    if (step.do === 'claim') {
      await this.#post(account, `operation/coupons/${pick(coupons, step.coupon)!.id}/claim`);
    } else if (step.do === 'participate') {
      await this.#post(account, `operation/activities/${pick(activities, step.activity)}/participate`);
    } else {
      const order = step.do === 'recharge' ? rechargeOf(step, coupons) : membershipOf(step);
      const { order_id } = (await this.#post(account, `credit/${step.do === 'recharge' ? 'recharge' : 'membership'}`, order)) ?? {};
      if (order_id) {
        this.#orders.push({ id: order_id, payer: account });
        // An order can be paid for 30 minutes, and most steps are further apart.
        const news = NEWS[step.news];
        if (news) await this.#pay(order_id, account, news);
      }
    }
  }

  async #move(step: Extract<Step, { order: number }>, { id, payer }: { id: string; payer: string }): Promise<void> {
    if (step.do === 'pay') await this.#pay(id, payer, NEWS[step.news]!);
    else if (step.do === 'close') await this.#sweep();
    else await this.#refund(id, step.outcome);
  }

  async #pay(id: string, payer: string, news: (typeof NEWS)[number]): Promise<void> {
    await pay(this.#stack, id, { notify: news.startsWith('notified') });
    if (news === 'notified twice') await replay(this.#stack, id).catch(() => {});
    if (news === 'verified') await this.#post(payer, `credit/orders/${id}/verify`);
    if (news === 'called back')
      await this.#post(payer, 'credit/payment/callback', { order_id: id, payment_method: 'alipay', status: 'success' });
    if (news === 'looked at') await Promise.all([1, 2].map(() => this.#post(payer, `credit/orders/${id}/verify`)));
    if (news === 'found by the sweeper') await this.#sweep();
  }

  /** Everything that nobody paid in its time is closed; refunds are followed. */
  async #sweep(): Promise<void> {
    vi.setSystemTime(Date.now() + minutes(31));
    await this.#stack.runSchedule('schedules/sweep');
  }

  async #refund(id: string, outcome: 'refunded' | 'refused' | 'unknown'): Promise<void> {
    const order: Order | undefined = await this.#shop.orders.find(id);
    // A second refund would overwrite what the recount has to know of the first.
    if (order?.refund?.refused !== undefined) return;
    const service = order?.channel === 'alipay' ? 'alipay' : 'wechatpay';
    if (outcome !== 'refunded') this.#stack.outside.faults.add({ service, mode: outcome === 'refused' ? 'refuse' : '500', times: 1 });
    await this.#post(this.#parts.operator, 'operation/refunds', { order_id: id, reason: 'x' });
    this.#stack.outside.faults.clear();
  }

  async #post(account: string, path: string, json: object = {}) {
    const tokens = platformTokens('local', async () => this.#stack.secrets.JWT_SECRET);
    const { access: token } = await tokens.issue(newSession(account, newOperation(Date.now())));
    return (await ask<{ order_id?: string } | null>(this.#stack, 'POST', `/api/v1/${path}`, { token, json })).body.data;
  }
}

function rechargeOf({ yuan, coupon }: Extract<Step, { do: 'recharge' }>, coupons: readonly Coupon[]) {
  const coupon_code = coupon % 2 === 0 ? pick(coupons, coupon)!.code : undefined;
  return { amount: yuan, payment_method: yuan % 2 === 0 ? 'alipay' : 'wechat', ...(coupon_code && { coupon_code }) };
}

const membershipOf = ({ type, balance, who }: Extract<Step, { do: 'join' }>) => ({
  membership_type: type,
  payment_method: balance ? 'balance' : who % 2 === 0 ? 'alipay' : 'wechat',
});

const pick = <T>(from: readonly T[], place: number): T | undefined => from[place % Math.max(1, from.length)];
