import { type Cashier, createCashier } from '../cashier/cashier.ts';
import type { OrderSource } from '../cashier/order.ts';
import { createNotifier, type Notifier, replay, type Send } from '../notifier.ts';
import type { Answer, Exchange, OutsideService } from '../service.ts';
import { billOf } from './bill.ts';
import { DOWNLOAD } from './bill-v3.ts';
import type { WechatCredentials } from './credentials.ts';
import { wechatNotifying } from './notifications.ts';
import { createOrderBook, type OrderBook, type PayOrder } from './orders.ts';
import { payFault } from './pay-fault.ts';
import { createPayV2 } from './pay-v2.ts';
import { createPayV3 } from './pay-v3.ts';
import { createRefundBook } from './refunds.ts';

const PREFIX = '/wechatpay';
const REPLAY = `${PREFIX}/replay`;

export interface WechatPayOptions {
  /** How notifications are sent; `fetch` by default. */
  notify?: Send;
  now?: () => number;
  /** Multiplies the waits between retries of a notification. */
  retryScale?: number;
  /** Another service's cashier, to show these orders too. */
  cashier?: Cashier;
}

/**
 * WeChat Pay, v2 (`/wechatpay/pay/…`, XML) and v3 (`/wechatpay/v3/…`, JSON), with orders in memory, and the cashier where they are paid.
 * It checks every request's signature and signs its answers and notifications. `POST /wechatpay/replay?order=` sends the last
 * notification of an order once more, byte for byte.
 */
export function createWechatPay(credentials: WechatCredentials, options: WechatPayOptions = {}): OutsideService {
  const { notify: send = fetch, now = Date.now, retryScale = 1, cashier = createCashier() } = options;
  const orders = createOrderBook(now);
  const notifier = createNotifier(wechatNotifying(credentials), { send, now, retryScale });
  const refunds = createRefundBook(orders, now);
  const books = { orders, refunds, billOf: (day: string) => billOf(day, credentials.mchId, orders, refunds) };
  const v2 = createPayV2(credentials, books);
  const v3 = createPayV3(credentials, books, now);
  cashier.register(orderSource(orders, notifier));

  const handle = async (exchange: Exchange): Promise<Answer> => {
    const { pathname } = exchange.url;
    if (pathname === '/cashier') return cashier.handle(exchange);
    if (pathname === REPLAY) return replay(exchange, orders.find, notifier);
    if (pathname === DOWNLOAD) return v3.download(exchange);
    const path = pathname.slice(PREFIX.length);
    return isV3(exchange) ? v3.handle(path, exchange) : v2(path, exchange);
  };

  return {
    name: 'wechatpay',
    prefixes: [PREFIX, DOWNLOAD, '/cashier'],
    pages: ['/cashier', REPLAY],
    handle,
    fault: async (mode, exchange) => payFault(mode, exchange, { credentials, handle, now, v3: isV3(exchange) }),
    close: async () => notifier.stop(),
  };
}

const isV3 = ({ url }: Exchange): boolean => url.pathname.startsWith(`${PREFIX}/v3/`) || url.pathname === DOWNLOAD;

const STATES = { NOTPAY: 'unpaid', SUCCESS: 'paid', CLOSED: 'closed', REFUND: 'refunded' } as const;

function orderSource(orders: OrderBook, notifier: Notifier<PayOrder>): OrderSource {
  return {
    find(orderId) {
      const order = orders.find(orderId);
      if (order === undefined) return undefined;
      const { amount, description } = order;
      return { orderId, amount, description, state: STATES[order.state], provider: '微信支付 · WeChat Pay' };
    },
    async pay(orderId, { amount, notify }) {
      const order = orders.pay(orderId, amount);
      if (typeof order === 'string') throw new Error(`${orderId}: ${order}`);
      return notify ? notifier.notify(order) : null;
    },
  };
}
