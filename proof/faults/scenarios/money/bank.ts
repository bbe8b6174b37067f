import { type AlipayCredentials, createAlipayCredentials } from '#local/outside/alipay/credentials.ts';
import { alipayNotifying } from '#local/outside/alipay/notifications.ts';
import { createTradeBook, type Trade } from '#local/outside/alipay/trades.ts';
import type { Message } from '#local/outside/notifier.ts';
import { createWechatCredentials, type WechatCredentials } from '#local/outside/wechat/credentials.ts';
import { notificationOf } from '#local/outside/wechat/notifications.ts';
import { createOrderBook, type PayOrder } from '#local/outside/wechat/orders.ts';
import type { Fen } from '#shared/kernel/money.ts';
import { versionOf } from '../../cases/subjects.ts';
import type { World } from '../../world.ts';
import type { Sale } from './till.ts';

/** Who signs: by default the providers' stand-ins. */
export interface Signers {
  alipay: AlipayCredentials;
  wechat: WechatCredentials;
}

/** The payer pays at the provider's. Answers the notification that it sent of that, which nobody has got yet; none if it took no money. */
export async function takeMoney({ stack, road }: World, { id }: Sale, amount?: Fen): Promise<Message | undefined> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ notify: true, amount });
  const [message] = await road.catching(() => fetch(`${stack.outsideUrl}/cashier?order=${id}`, { method: 'POST', headers, body }));
  return message;
}

/** The money, for sure. */
export async function paidMessage(world: World, sale: Sale, amount?: Fen): Promise<Message> {
  const message = await takeMoney(world, sale, amount);
  if (!message) throw new Error(`${sale.id} can't be paid`);
  return message;
}

export interface Said {
  message: Message;
  /** The provider's number of the payment. */
  transaction: string;
}

interface Telling {
  signers?: Signers;
  amount?: Fen;
  id?: string;
  /** That it still waits for its payer. */
  unpaid?: true;
}

/** A notification about this order which the stand-ins know nothing of, as it would be if they did. */
export function tell(world: World, sale: Sale, telling: Telling = {}): Said {
  return sale.till.provider === 'alipay' ? tellAlipay(world, sale, telling) : tellWechat(world, sale, telling);
}

function tellAlipay({ stack, clock }: World, sale: Sale, { signers = stack, amount = sale.amount, id = sale.id, unpaid }: Telling): Said {
  const book = createTradeBook(clock.now);
  const opened = book.open({ orderId: id, amount, subject: 'points', notifyUrl: '' }) as Trade;
  const trade = unpaid ? opened : (book.pay(id) as Trade);
  return { message: alipayNotifying(signers.alipay).messageOf(trade, clock.now()), transaction: trade.tradeNo };
}

function tellWechat(world: World, { till, ...sale }: Sale, { signers = world.stack, amount = sale.amount, id = sale.id }: Telling): Said {
  const { appId: miniAppId, webAppId } = signers.wechat;
  const [appId, tradeType] = till.face === 'mini' ? ([miniAppId, 'JSAPI'] as const) : ([webAppId, 'NATIVE'] as const);
  const book = createOrderBook(world.clock.now);
  book.place({ version: versionOf(world), appId, tradeType, orderId: id, amount, description: 'points', notifyUrl: '', openid: 'o1' });
  const order = book.pay(id) as PayOrder;
  return { message: notificationOf(order, signers.wechat, world.clock.now()), transaction: order.paid!.transactionId };
}

let someone: Promise<Signers> | undefined;

/** Somebody who says that they are our shop's providers, and has keys of their own. Made once: that takes as long as it should. */
export async function stranger({ stack: { alipay, wechat } }: World): Promise<Signers> {
  someone ??= Promise.all([createAlipayCredentials(), createWechatCredentials()]).then(([a, w]) => ({ alipay: a, wechat: w }));
  const theirs = await someone;
  const { appId, webAppId, mchId, platform } = wechat;
  return {
    alipay: { ...theirs.alipay, appId: alipay.appId, sellerId: alipay.sellerId },
    wechat: { ...theirs.wechat, appId, webAppId, mchId, platform: { ...theirs.wechat.platform, keyId: platform.keyId } },
  };
}
