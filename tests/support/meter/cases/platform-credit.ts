import { takeNumber } from '#shared/adapters/dynamo/order-numbers.ts';
import type { OrderKind } from '#shared/domain/payments/types.ts';
import { writeHistory } from '../history.ts';
import { operator } from '../operator.ts';
import type { World } from '../world.ts';
import type { UnitCase } from './case.ts';

interface Ordered {
  data: { order_id: string };
}

type Method = 'alipay' | 'wechat' | 'balance';

/** A platform user with what they may order. */
async function buyer(world: World) {
  const { account, token } = await world.signUp();
  const post = (path: string, json: object, status = 200) => world.call<Ordered>('POST', `/api/v1/credit/${path}`, { token, json, status });
  const recharge = async (amount = 10, payment_method: Method = 'wechat') =>
    (await post('recharge', { amount, payment_method })).data.order_id;
  const join = (payment_method: Method) => post('membership', { membership_type: 'monthly', payment_method });
  const get = (path: string) => world.call('GET', `/api/v1/credit/${path}`, { token });
  return { account, token, post, recharge, join, get };
}

/** Pays at the cashier; the notification is what is measured where the provider is to send one. */
async function pay({ stack }: World, order: string, notify = true): Promise<void> {
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ notify }) };
  const answer = (await (await fetch(`${stack.outsideUrl}/cashier?order=${order}`, request)).json()) as {
    paid: boolean;
    notified?: number;
  };
  if (!answer.paid || (notify && answer.notified !== 200)) throw new Error(`the payment of ${order} met ${JSON.stringify(answer)}`);
}

const rich = async (world: World) => {
  const ada = await buyer(world);
  await pay(world, await ada.recharge(100));
  return ada;
};

const paid = (when: string, order: (ada: Awaited<ReturnType<typeof buyer>>) => Promise<string>): UnitCase => ({
  id: 'v1/credit/payment-notify',
  when,
  async prepare(world) {
    const id = await order(await buyer(world));
    return () => pay(world, id);
  },
});

const reading = (id: string, path: string): UnitCase => ({
  id: `v1/credit/${id}`,
  when: '',
  prepare: async (world) => {
    const { get } = await rich(world);
    return () => get(path);
  },
});

const listing = (kind: OrderKind): UnitCase[] => [
  reading(`${kind}-orders`, `${kind}/orders`),
  {
    id: `v1/credit/${kind}-orders`,
    when: 'while another order is in the making',
    prepare: async (world) => {
      const { account, get } = await rich(world);
      await takeNumber(world.table, { id: 'R20260122100000000000000001', account, kind });
      return () => get(`${kind}/orders`);
    },
  },
];

export const platformCreditCases: UnitCase[] = [
  { id: 'v1/credit/recharge', when: '', prepare: async (world) => (await buyer(world)).recharge },
  {
    id: 'v1/credit/recharge',
    when: 'with an `Idempotency-Key`',
    prepare: async (world) => {
      const { token } = await buyer(world);
      const json = { amount: 10, payment_method: 'alipay' };
      return () => world.call('POST', '/api/v1/credit/recharge', { token, json, headers: { 'idempotency-key': 'once' } });
    },
  },
  {
    id: 'v1/credit/membership',
    when: '',
    prepare: async (world) => {
      const { join } = await buyer(world);
      return () => join('wechat');
    },
  },
  {
    id: 'v1/credit/membership',
    when: 'paid with points',
    prepare: async (world) => {
      const { join } = await rich(world);
      return () => join('balance');
    },
  },
  paid('a recharge, with Alipay', (ada) => ada.recharge(10, 'alipay')),
  paid('a recharge, with WeChat Pay', (ada) => ada.recharge()),
  paid('a membership', async (ada) => (await ada.join('wechat')).data.order_id),
  {
    id: 'v1/credit/payment-notify',
    when: 'the same notification again',
    async prepare(world) {
      const id = await (await buyer(world)).recharge();
      await pay(world, id);
      return () => fetch(`${world.stack.outsideUrl}/wechatpay/replay?order=${id}`, { method: 'POST' });
    },
  },
  {
    id: 'v1/credit/payment-callback',
    when: 'paid, but never notified: credited now',
    async prepare(world) {
      const ada = await buyer(world);
      const order_id = await ada.recharge();
      await pay(world, order_id, false);
      return () => ada.post('payment/callback', { order_id });
    },
  },
  {
    id: 'v1/credit/order-verify',
    when: 'not paid',
    async prepare(world) {
      const ada = await buyer(world);
      const id = await ada.recharge();
      return () => ada.post(`orders/${id}/verify`, {});
    },
  },
  reading('balance', 'balance'),
  reading('transactions', 'transactions'),
  {
    id: 'v1/credit/transactions',
    when: 'page 1 of 1,000',
    prepare: async (world) => paged(world, 1),
  },
  { id: 'v1/credit/transactions', when: 'page 1,000 of 1,000', prepare: async (world) => paged(world, 1000) },
  ...listing('recharge'),
  ...listing('membership'),
  {
    id: 'v1/operation/refunds/create',
    when: 'with WeChat Pay, which takes its time',
    prepare: async (world) => {
      const { token, order_id } = await refundable(world);
      const json = { order_id, reason: 'x' };
      return () => world.call('POST', '/api/v1/operation/refunds', { token, json });
    },
  },
  {
    id: 'v1/operation/refunds/show',
    when: '',
    prepare: async (world) => {
      const { token, order_id } = await refundable(world);
      await world.call('POST', '/api/v1/operation/refunds', { token, json: { order_id, reason: 'x' } });
      return () => world.call('GET', `/api/v1/operation/refunds/${order_id}`, { token });
    },
  },
  {
    id: 'v1/operation/reconciliation',
    when: '',
    prepare: async (world) => {
      const { token } = await refundable(world);
      return () => world.call('GET', '/api/v1/operation/reconciliation?date=2026-01-22', { token });
    },
  },
  {
    id: 'schedules/reconcile',
    when: 'every day has been compared',
    prepare: async (world) => {
      const run = () => world.stack.runSchedule('schedules/reconcile');
      await run();
      return run;
    },
  },
];

async function refundable(world: World) {
  const order_id = await (await buyer(world)).recharge();
  await pay(world, order_id);
  const { token } = await operator(world);
  return { token, order_id };
}

/** One history for both pages. */
let history: Promise<Awaited<ReturnType<typeof buyer>>> | undefined;

async function paged(world: World, page: number): Promise<() => Promise<unknown>> {
  history ??= buyer(world).then(async (ada) => {
    await writeHistory(world.table, ada.account, 20_000);
    return ada;
  });
  const { get } = await history;
  return () => get(`transactions?page=${page}&page_size=20`);
}
