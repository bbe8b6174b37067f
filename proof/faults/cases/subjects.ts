import { isAcknowledged, notificationOf } from '#local/outside/wechat/notifications.ts';
import { createOrderBook, type PayOrder, type Version } from '#local/outside/wechat/orders.ts';
import { dynamoJobs } from '#shared/adapters/dynamo/jobs.ts';
import type { ExampleRequest } from '#shared/contract/endpoint.ts';
import { publicKey } from '#shared/domain/media/names.ts';
import { type Answer, ask, newCode, signIn, type User } from '../client.ts';
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

/** A job that was cancelled after its worker had stored the result, and died. */
export async function cancelledJob(world: World, user: User): Promise<void> {
  const id = await queuedJob(world, user);
  const { table, stack, clock } = world;
  const claimed = await dynamoJobs(table).claim(user.account, id, { now: clock.now(), until: clock.now() });
  if (claimed.state !== 'claimed') throw new Error(`${id} can't be claimed: it is ${claimed.state}`);
  const stored = `${stack.env.AWS_ENDPOINT_URL_S3}/${stack.bucket}/${publicKey(claimed.job.output)}`;
  await fetch(stored, { method: 'PUT', body: 'a result' });
  await ask(world, { method: 'DELETE', path: `/api/image/jobs/${id}`, request: {}, token: user.token });
}

export async function newOrder(world: World, { token }: User, amount = 10): Promise<string> {
  const answer = await ask(world, { method: 'POST', path: '/api/wechat/payment/create', request: { json: { amount } }, token });
  return ofAnswer(answer.text, answer.body.orderId);
}

/** Pays at WeChat's cashier; whether WeChat took the money: a closed order's it doesn't. */
export async function pay({ stack }: World, id: string, notify: boolean): Promise<boolean> {
  const headers = { 'content-type': 'application/json' };
  const { status } = await fetch(`${stack.outsideUrl}/cashier?order=${id}`, { method: 'POST', headers, body: JSON.stringify({ notify }) });
  return status === 200;
}

const versionOf = ({ stack }: World): Version => (stack.env.WECHAT_PAY_VERSION || 'v2') as Version;

/** Whether WeChat would take the answer to its notification for an acknowledgement. */
export const isTaken = (world: World, { status, text }: Answer): boolean =>
  isAcknowledged({ version: versionOf(world) } as PayOrder, status, text);

/** As WeChat would send it: the payment of `amount` fen for this order, signed `ageMs` ago. */
export function notificationFor(world: World, orderId: string, { amount = 1000, ageMs = 0 } = {}) {
  const { stack, clock } = world;
  const version = versionOf(world);
  const book = createOrderBook(clock.now);
  const notifyUrl = `${stack.url}/api/wechat/payment/notify`;
  const terms = { version, appId: stack.wechat.appId, orderId, amount, description: 'points', notifyUrl, openid: 'o1' };
  book.place({ ...terms, tradeType: 'JSAPI' });
  return notificationOf(book.pay(orderId) as PayOrder, stack.wechat, clock.now() - ageMs);
}

export const newUser = (world: World): Promise<User> => signIn(world);

function ofAnswer(text: string, id: unknown): string {
  if (typeof id !== 'string') throw new Error(`what a case needs can't be made: ${text}`);
  return id;
}
