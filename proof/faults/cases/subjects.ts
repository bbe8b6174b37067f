import { notificationOf } from '#local/outside/wechat/notifications.ts';
import { createOrderBook, type PayOrder, type Version } from '#local/outside/wechat/orders.ts';
import type { ExampleRequest } from '#shared/contract/endpoint.ts';
import { ask, newCode, signIn, type User } from '../client.ts';
import type { World } from '../world.ts';

/** What an example alone can't name: things that have to be there first. */
export interface Subject {
  user?: User;
  request: Partial<ExampleRequest>;
  orders?: { id: string; paid: boolean }[];
}

type Prepare = (world: World, user: User) => Promise<Subject>;

/** By a path's parameter, or by the endpoint. An endpoint whose parameter is not here is refused, with its name. */
export const subjects: Readonly<Record<string, Prepare>> = {
  '{requestId}': async (world, user) => ({ request: { params: { requestId: await queuedJob(world, user) } } }),
  '{orderId}': async (world, user) => {
    const id = await newOrder(world, user);
    await pay(world, id, false);
    return { request: { params: { orderId: id } }, orders: [{ id, paid: true }] };
  },
  'wechat/login': async () => ({ request: { json: { code: newCode() } } }),
  'wechat/payment-notify': async (world, user) => {
    const id = await newOrder(world, user);
    await pay(world, id, false);
    const { headers, body } = notificationFor(world, id);
    return { request: { headers, raw: body }, orders: [{ id, paid: true }] };
  },
};

export async function queuedJob(world: World, { token }: User): Promise<string> {
  const headers = { prefer: 'respond-async' };
  const answer = await ask(world, { method: 'POST', path: '/api/image/restore', request: { files: { image: 'photo' } }, token, headers });
  return ofAnswer(answer.text, answer.body.requestId);
}

export async function newOrder(world: World, { token }: User, amount = 10): Promise<string> {
  const answer = await ask(world, { method: 'POST', path: '/api/wechat/payment/create', request: { json: { amount } }, token });
  return ofAnswer(answer.text, answer.body.orderId);
}

/** Pays at WeChat's cashier. */
export async function pay({ stack }: World, id: string, notify: boolean): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  await fetch(`${stack.outsideUrl}/cashier?order=${id}`, { method: 'POST', headers, body: JSON.stringify({ notify }) });
}

/** As WeChat would send it: the payment of `amount` fen for this order. */
export function notificationFor({ stack }: World, orderId: string, amount = 1000) {
  const version = (stack.env.WECHAT_PAY_VERSION || 'v2') as Version;
  const book = createOrderBook(Date.now);
  const notifyUrl = `${stack.url}/api/wechat/payment/notify`;
  book.place({ version, orderId, amount, description: 'points', notifyUrl, openid: 'o1', tradeType: 'JSAPI' });
  return notificationOf(book.pay(orderId) as PayOrder, stack.wechat, Date.now());
}

export const newUser = (world: World): Promise<User> => signIn(world);

function ofAnswer(text: string, id: unknown): string {
  if (typeof id !== 'string') throw new Error(`what a case needs can't be made: ${text}`);
  return id;
}
