import { writeHistory } from '../history.ts';
import type { User, World } from '../world.ts';
import type { UnitCase } from './case.ts';
import { finishedJob } from './work.ts';

let count = 0;
const logIn = (world: World, code: string) => () => world.call('POST', '/api/wechat/login', { json: { code } });

async function order(world: World, { token }: User, headers: Record<string, string> = {}): Promise<string> {
  const { orderId } = await world.call<{ orderId: string }>('POST', '/api/wechat/payment/create', { token, headers, json: { amount: 10 } });
  return orderId;
}

/** Pays at WeChat's cashier, which then notifies the API unless told not to. */
async function pay({ stack }: World, orderId: string, notify = true): Promise<void> {
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ notify }) };
  const answer = (await (await fetch(`${stack.outsideUrl}/cashier?order=${orderId}`, request)).json()) as { notified?: number };
  if (notify && answer.notified !== 200) throw new Error(`the notification of ${orderId} met ${answer.notified}`);
}

const look =
  (world: World, { token }: User, orderId: string) =>
  () =>
    world.call('GET', `/api/wechat/payment/orders/${orderId}`, { token });

const get =
  (path: string) =>
  async (world: World): Promise<() => Promise<unknown>> => {
    const { token } = await world.signIn();
    return () => world.call('GET', path, { token });
  };

export const wechatCases: UnitCase[] = [
  {
    id: 'wechat/login',
    when: 'the first login',
    prepare: async (world) => logIn(world, `first-${++count}`),
  },
  {
    id: 'wechat/login',
    when: 'a returning user',
    async prepare(world) {
      const again = logIn(world, `returning-${++count}`);
      await again();
      return again;
    },
  },
  { id: 'wechat/user-info', when: '', prepare: get('/api/wechat/user/info') },
  { id: 'wechat/user-transactions', when: 'a new account', prepare: get('/api/wechat/user/transactions') },
  {
    id: 'wechat/user-transactions',
    when: '50 of 60 entries',
    async prepare(world) {
      const { account, token } = await world.signIn();
      await writeHistory(world.table, account, 60);
      return () => world.call('GET', '/api/wechat/user/transactions', { token });
    },
  },
  { id: 'wechat/user-api-usage', when: 'a new account', prepare: get('/api/wechat/user/api-usage') },
  {
    id: 'wechat/user-api-usage',
    when: 'one finished job',
    async prepare(world) {
      const { token } = await finishedJob(world);
      return () => world.call('GET', '/api/wechat/user/api-usage', { token });
    },
  },
  { id: 'wechat/points-config', when: '', prepare: get('/api/wechat/points/config') },
  {
    id: 'wechat/payment-create',
    when: '',
    async prepare(world) {
      const user = await world.signIn();
      return () => order(world, user);
    },
  },
  {
    id: 'wechat/payment-create',
    when: 'with an `Idempotency-Key`',
    async prepare(world) {
      const user = await world.signIn();
      return () => order(world, user, { 'idempotency-key': 'once' });
    },
  },
  {
    id: 'wechat/payment-notify',
    when: 'the order is credited',
    async prepare(world) {
      const id = await order(world, await world.signIn());
      return () => pay(world, id);
    },
  },
  {
    id: 'wechat/payment-notify',
    when: 'the same notification again',
    async prepare(world) {
      const id = await order(world, await world.signIn());
      await pay(world, id);
      return () => fetch(`${world.stack.outsideUrl}/wechatpay/replay?order=${id}`, { method: 'POST' });
    },
  },
  {
    id: 'wechat/payment-order',
    when: 'not paid',
    async prepare(world) {
      const user = await world.signIn();
      return look(world, user, await order(world, user));
    },
  },
  {
    id: 'wechat/payment-order',
    when: 'paid, but never notified: credited now',
    async prepare(world) {
      const user = await world.signIn();
      const id = await order(world, user);
      await pay(world, id, false);
      return look(world, user, id);
    },
  },
  {
    id: 'wechat/payment-order',
    when: 'paid',
    async prepare(world) {
      const user = await world.signIn();
      const id = await order(world, user);
      await pay(world, id);
      return look(world, user, id);
    },
  },
];
