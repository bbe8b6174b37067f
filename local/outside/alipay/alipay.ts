import { type Cashier, createCashier } from '../cashier/cashier.ts';
import type { OrderSource } from '../cashier/order.ts';
import { createNotifier, type Notifier, replay, type Send } from '../notifier.ts';
import type { Answer, Exchange, FaultMode, OutsideService } from '../service.ts';
import { invalid, type Node, refusal, sealed } from './answer.ts';
import { createBills, DOWNLOAD } from './bill.ts';
import type { AlipayCredentials } from './credentials.ts';
import { alipayNotifying } from './notifications.ts';
import { createOperations } from './operations.ts';
import { errorPageOf, pagePay } from './page.ts';
import { contentOfRequest, fieldsOf, problemOf } from './request.ts';
import { createTradeBook, type Trade, type TradeBook } from './trades.ts';

const GATEWAY = '/alipay/gateway.do';
const REPLAY = '/alipay/replay';
const PAGE_PAY = 'alipay.trade.page.pay';

export interface AlipayOptions {
  /** How notifications are sent; `fetch` by default. */
  notify?: Send;
  now?: () => number;
  /** Multiplies the waits between retries of a notification. */
  retryScale?: number;
  /** Where its orders are paid. */
  cashier?: Cashier;
}

/**
 * Alipay's gateway (`/alipay/gateway.do`): page pay, which leads a browser to the cashier, and query, close, refund and bill, with trades in memory.
 * It checks every request's signature and time, and signs its answers and notifications. `POST /alipay/replay?order=` sends the last
 * notification of an order once more, byte for byte.
 */
export function createAlipay(credentials: AlipayCredentials, options: AlipayOptions = {}): OutsideService {
  const { notify: send = fetch, now = Date.now, retryScale = 1, cashier = createCashier() } = options;
  const book = createTradeBook(now);
  const notifier = createNotifier(alipayNotifying(credentials), { send, now, retryScale });
  const operations = createOperations(book, (trade) => void notifier.notify(trade));
  const bills = createBills(book, credentials.sellerId, now);
  cashier.register(tradeSource(book, notifier));

  const gateway = (exchange: Exchange): Answer => {
    const fields = fieldsOf(exchange);
    const method = fields.method ?? '';
    const problem = problemOf(fields, credentials, now());
    if (method === PAGE_PAY) return problem === undefined ? pagePay(fields, contentOfRequest(fields), book) : errorPageOf(problem.node);
    if (problem !== undefined) return sealed(method, problem.node, problem.signed ? credentials.platform.privateKey : undefined);
    const content = contentOfRequest(fields);
    if (method === 'alipay.data.dataservice.bill.downloadurl.query') {
      return sealed(method, bills.announce(content, exchange.url.origin), credentials.platform.privateKey);
    }
    const operation = operations[method];
    if (operation === undefined) return sealed(method, invalid('isv.invalid-method', '不存在的方法名'));
    return sealed(method, operation(content), credentials.platform.privateKey);
  };

  const handle = async (exchange: Exchange): Promise<Answer> => {
    const { pathname } = exchange.url;
    if (pathname === REPLAY) return replay(exchange, book.find, notifier);
    if (pathname === DOWNLOAD) return bills.download(exchange.url);
    return pathname === GATEWAY ? gateway(exchange) : { status: 404, body: 'not found\n' };
  };

  return {
    name: 'alipay',
    prefixes: ['/alipay'],
    pages: [REPLAY],
    handle,
    fault: async (mode, exchange) => {
      if (mode === 'badsign') return forged(await handle(exchange));
      const { method = '' } = fieldsOf(exchange);
      const node = FAULTS[mode];
      if (exchange.url.pathname !== GATEWAY) return { status: mode === '429' ? 429 : 500, body: `${node.sub_msg}\n` };
      return method === PAGE_PAY ? errorPageOf(node) : sealed(method, node, credentials.platform.privateKey);
    },
    close: async () => notifier.stop(),
  };
}

/** Whatever happens, Alipay says it with HTTP 200. */
const FAULTS: Record<Exclude<FaultMode, 'badsign' | 'hang' | 'slow' | 'cut'>, Node> = {
  429: refusal('40005', 'Call Limited', 'isv.app-call-limited', '应用调用次数超限，包含调用频率超限'),
  500: refusal('20000', 'Service Currently Unavailable', 'isp.unknow-error', '系统繁忙'),
  refuse: refusal(
    '40006',
    'Insufficient Permissions',
    'isv.insufficient-isv-permissions',
    'ISV权限不足，建议在开发者中心检查签约是否已经生效',
  ),
};

const FORGED = Buffer.alloc(256, 1).toString('base64');

const forged = (answer: Answer): Answer =>
  typeof answer.body === 'string' ? { ...answer, body: answer.body.replace(/"sign":"[^"]*"/, `"sign":"${FORGED}"`) } : answer;

function tradeSource(book: TradeBook, notifier: Notifier<Trade>): OrderSource {
  return {
    find(orderId) {
      const trade = book.find(orderId);
      if (trade === undefined) return undefined;
      const { amount, subject: description } = trade;
      return { orderId, amount, description, state: stateOf(trade), provider: '支付宝 · Alipay' };
    },
    async pay(orderId, { amount, notify }) {
      const trade = book.pay(orderId, amount);
      if (typeof trade === 'string') throw new Error(`${orderId}: ${trade}`);
      return notify ? notifier.notify(trade) : null;
    },
  };
}

function stateOf({ state, paid }: Trade) {
  if (state === 'WAIT_BUYER_PAY') return 'unpaid';
  if (paid === undefined) return 'closed';
  return state === 'TRADE_SUCCESS' ? 'paid' : 'refunded';
}
