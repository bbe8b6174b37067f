import { alipayNotifying } from '#local/outside/alipay/notifications.ts';
import { createTradeBook, type Trade } from '#local/outside/alipay/trades.ts';
import { isAcknowledged, notificationOf } from '#local/outside/wechat/notifications.ts';
import { createOrderBook, type PayOrder, type Version } from '#local/outside/wechat/orders.ts';
import { dynamoJobs } from '#shared/adapters/dynamo/jobs.ts';
import type { Endpoint, ExampleRequest } from '#shared/contract/endpoint.ts';
import { publicKey } from '#shared/domain/media/names.ts';
import { beijingTime } from '#shared/kernel/beijing-time.ts';
import { days, hours } from '#shared/kernel/clock.ts';
import { creationOf } from '#tests/support/platform/creations.ts';
import { boundAccount } from '#tests/support/platform/publishing.ts';
import { hashedLongAgo, PASSWORD, platformUser } from '#tests/support/platform/users.ts';
import { type Caller, callerFor, shown } from '../../callers/index.ts';
import { newCode } from '../../callers/mini.ts';
import { photo, receiver } from '../../callers/photos.ts';
import { type Answer, ask } from '../client.ts';
import { drain } from '../queue.ts';
import type { World } from '../world.ts';

/** What an example alone can't name: things that have to be there first. */
export interface Subject {
  request: Partial<ExampleRequest>;
  orders?: { id: string; paid: boolean }[];
}

type Prepare = (world: World, user: Caller, contract: Endpoint) => Promise<Subject>;

let shortCodes = 0;
const shortCode = (): string => `PROOF${process.pid}N${++shortCodes}`;

let ownDays = 0;
function ownDay() {
  const from = Date.UTC(2030) + days(ownDays++);
  return { start_time: beijingTime(from), end_time: beijingTime(from + hours(12)) };
}

/** By the endpoint, or by a path's parameter. What is an account's own and nothing more than an id is in `callers/things.ts`. */
export const subjects: Readonly<Record<string, Prepare>> = {
  '{requestId}': async (world, user) => ({ request: { params: { requestId: await queuedJob(world, user) } } }),
  '{orderId}': async (world, user) => {
    const id = await newOrder(world, user);
    await pay(world, id, false);
    return { request: { params: { orderId: id } }, orders: [{ id, paid: true }] };
  },
  // Two clips, as short as that can be.
  'v1/video/generate': async () => ({ request: { json: { script: '老人推开窗。孙女跑来,递上一朵花。', duration: 11 } } }),
  'v1/credit/recharge': async () => ({ request: { json: { amount: 10, payment_method: 'wechat' } } }),
  'v1/credit/payment-callback': async (world, user) => {
    const id = await platformOrder(world, user, 'wechat');
    await pay(world, id, false);
    const json = { order_id: id, payment_method: 'wechat', transaction_id: '1', status: 'success' };
    return { request: { json }, orders: [{ id, paid: true }] };
  },
  'v1/credit/order-verify': async (world, user) => {
    const id = await platformOrder(world, user, 'wechat');
    await pay(world, id, false);
    return { request: { params: { order_id: id } }, orders: [{ id, paid: true }] };
  },
  'v1/credit/payment-notify': async (world, user) => {
    const id = await platformOrder(world, user, 'alipay');
    await pay(world, id, false);
    const { headers, body } = alipayNotification(world, id);
    return { request: { params: { provider: 'alipay' }, headers, raw: body }, orders: [{ id, paid: true }] };
  },
  'v1/operation/refunds/create': async (world) => {
    const customer = await callerFor(world, { api: 'platform', auth: 'account' });
    // WeChat's v2 gives money back only by hand, so there such an order stays due.
    const id = await platformOrder(world, customer, versionOf(world) === 'v3' ? 'wechat' : 'alipay');
    await pay(world, id, true);
    return { request: { json: { order_id: id, reason: '客户要求' } } };
  },
  'v1/publish/create': async ({ table, stack }, { account }) => {
    await boundAccount(table, stack.secrets, account);
    const json = { creation_id: await creationOf(table, account), platforms: ['wechat'] };
    return { request: { json } };
  },
  // Of one type only ten may be at once: each has a day of its own, far ahead, so that no account is given it.
  'v1/operation/activity-create': async (_, __, { example }) => ({
    request: { json: { ...(example.request.json as object), ...ownDay() } },
  }),
  'v1/operation/coupon-create': async (_, __, { example }) => ({
    request: { json: { ...(example.request.json as object), code: shortCode() } },
  }),
  'v1/operation/partners/resend': async (world) => {
    const partner = await callerFor(world, { api: 'partner', auth: 'partner' });
    const mdf = await photo(world, partner, { callback_url: receiver() });
    await drain(world);
    // What the model was asked for that photo is no operator's doing.
    world.stack.outside.calls.clear();
    return { request: { params: { code: (await shown(partner, 'partner')).fields!.third_code!, mdf } } };
  },
  'v1/operation/partners/create': async () => ({ request: { json: { code: newCode(), name: 'a partner', lane: 'bulk' } } }),
  'v1/auth/login': async ({ table, stack }) => {
    const { username } = await platformUser(table, stack.secrets);
    await hashedLongAgo(table, username);
    return { request: { json: { username, password: PASSWORD } } };
  },
  'v1/auth/register': async () => {
    const username = newCode();
    return { request: { json: { username, email: `${username}@example.com`, password: 'password123' } } };
  },
  'wechat/login': async () => ({ request: { json: { code: newCode() } } }),
  'wechat/payment-notify': async (world, user) => {
    const id = await newOrder(world, user);
    await pay(world, id, false);
    const { headers, body } = notificationFor(world, id);
    return { request: { headers, raw: body }, orders: [{ id, paid: true }] };
  },
};

export async function queuedJob(world: World, user: Caller): Promise<string> {
  const headers = { prefer: 'respond-async' };
  const answer = await ask(world, {
    method: 'POST',
    path: '/api/image/restore',
    request: { files: { image: 'photo' } },
    as: user,
    headers,
  });
  return ofAnswer(answer.text, answer.body.requestId);
}

/** A job that was cancelled after its worker had stored the result, and died. */
export async function cancelledJob(world: World, user: Caller): Promise<void> {
  const id = await queuedJob(world, user);
  const { table, stack, clock } = world;
  const claimed = await dynamoJobs(table).claim(user.account, id, { now: clock.now(), until: clock.now() });
  if (claimed.state !== 'claimed') throw new Error(`${id} can't be claimed: it is ${claimed.state}`);
  const stored = `${stack.env.AWS_ENDPOINT_URL_S3}/${stack.bucket}/${publicKey(claimed.job.output)}`;
  await fetch(stored, { method: 'PUT', body: 'a result' });
  await ask(world, { method: 'DELETE', path: `/api/image/jobs/${id}`, request: {}, as: user });
}

export async function newOrder(world: World, user: Caller, amount = 10): Promise<string> {
  const answer = await ask(world, { method: 'POST', path: '/api/wechat/payment/create', request: { json: { amount } }, as: user });
  return ofAnswer(answer.text, answer.body.orderId);
}

/** The order that an answer names, however deep and in whichever API's spelling. */
export function orderIn(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  for (const [name, value] of Object.entries(body)) {
    if (/^order_?id$/i.test(name)) return String(value);
    const below = orderIn(value);
    if (below !== undefined) return below;
  }
  return undefined;
}

/** Pays at the cashier of WeChat and the others; whether WeChat took the money: a closed order's it doesn't. */
export async function pay({ stack }: World, id: string, notify: boolean): Promise<boolean> {
  const headers = { 'content-type': 'application/json' };
  const { status } = await fetch(`${stack.outsideUrl}/cashier?order=${id}`, { method: 'POST', headers, body: JSON.stringify({ notify }) });
  return status === 200;
}

export const versionOf = ({ stack }: World): Version => (stack.env.WECHAT_PAY_VERSION || 'v2') as Version;

/** Whether whoever notifies would take the answer for an acknowledgement. */
export const isAcknowledgedBy = (world: World, { id }: Endpoint, answer: Answer): boolean =>
  id === 'v1/credit/payment-notify' ? answer.status === 200 && answer.text.trim() === 'success' : isTaken(world, answer);

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

/** An order of 10 yuan of the platform; who pays it at Alipay comes by way of its page. */
export async function platformOrder(world: World, user: Caller, payment_method: 'alipay' | 'wechat'): Promise<string> {
  const request = { json: { amount: 10, payment_method } };
  const { text, body } = await ask(world, { method: 'POST', path: '/api/v1/credit/recharge', request, as: user });
  await visit(world, (body.data as { payment_url?: string } | undefined)?.payment_url);
  return ofAnswer(text, orderIn(body));
}

/** Alipay learns of an order from the payer's browser; the address leads there past our proxies. */
export async function visit({ stack }: World, paymentUrl = ''): Promise<void> {
  if (!paymentUrl.includes('/alipay/')) return;
  const { pathname, search } = new URL(paymentUrl);
  await fetch(stack.outsideUrl + pathname + search, { redirect: 'manual' });
}

/** As Alipay would send it. */
function alipayNotification({ stack, clock }: World, orderId: string) {
  const book = createTradeBook(clock.now);
  book.open({ orderId, amount: 1000, subject: 'points', notifyUrl: '' });
  return alipayNotifying(stack.alipay).messageOf(book.pay(orderId) as Trade, clock.now());
}

function ofAnswer(text: string, id: unknown): string {
  if (typeof id !== 'string') throw new Error(`what a case needs can't be made: ${text}`);
  return id;
}
