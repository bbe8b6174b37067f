import { randomBytes } from 'node:crypto';
import { digits } from '../keys.ts';

/** How an order came in: its notification goes out the same way. */
export type Version = 'v2' | 'v3';

/** What a merchant asks for. Amounts in fen, times in milliseconds. */
export interface OrderTerms {
  version: Version;
  appId: string;
  orderId: string;
  amount: number;
  description: string;
  notifyUrl: string;
  tradeType: 'JSAPI' | 'NATIVE';
  openid?: string;
  attach?: string;
  expiresAt?: number;
  signType?: 'MD5' | 'HMAC-SHA256';
}

export interface PayOrder extends OrderTerms {
  prepayId: string;
  state: 'NOTPAY' | 'SUCCESS' | 'REFUND' | 'CLOSED';
  /** Set once it is paid. `amount` stays what was ordered. */
  paid?: { amount: number; transactionId: string; at: number; openid: string };
}

export type OrderProblem = 'ORDERPAID' | 'ORDERCLOSED' | 'OUT_TRADE_NO_USED' | 'ORDERNOTEXIST';

/** A merchant's orders, in memory. A problem is answered, not thrown: each protocol has its own words for it. */
export function createOrderBook(now: () => number) {
  const orders = new Map<string, PayOrder>();

  const find = (orderId: string): PayOrder | undefined => expired(orders.get(orderId), now());

  return {
    find,
    all: (): PayOrder[] => [...orders.values()],
    byTransaction: (id: string): PayOrder | undefined => [...orders.values()].find((order) => order.paid?.transactionId === id),

    /** The same terms again are answered with the same order; other terms under a used number are refused. */
    place(terms: OrderTerms): PayOrder | OrderProblem {
      const known = find(terms.orderId);
      if (known === undefined) return remember(orders, terms);
      if (known.paid) return 'ORDERPAID';
      if (known.state === 'CLOSED') return 'ORDERCLOSED';
      return sameTerms(known, terms) ? known : 'OUT_TRADE_NO_USED';
    },

    close(orderId: string): PayOrder | OrderProblem {
      const order = find(orderId);
      if (order === undefined) return 'ORDERNOTEXIST';
      if (order.paid) return 'ORDERPAID';
      order.state = 'CLOSED';
      return order;
    },

    /** The customer pays; `amount` other than what was ordered is for tests of what must never be credited. */
    pay(orderId: string, amount?: number): PayOrder | OrderProblem {
      const order = find(orderId);
      if (order === undefined) return 'ORDERNOTEXIST';
      if (order.paid) return 'ORDERPAID';
      if (order.state === 'CLOSED') return 'ORDERCLOSED';
      order.state = 'SUCCESS';
      order.paid = {
        amount: amount ?? order.amount,
        transactionId: `42000${digits(23)}`,
        at: now(),
        openid: order.openid ?? `o${randomBytes(20).toString('base64url')}`,
      };
      return order;
    },
  };
}

export type OrderBook = ReturnType<typeof createOrderBook>;

function remember(orders: Map<string, PayOrder>, terms: OrderTerms): PayOrder {
  const order: PayOrder = { ...terms, prepayId: `wx${digits(18)}${randomBytes(8).toString('hex')}`, state: 'NOTPAY' };
  orders.set(terms.orderId, order);
  return order;
}

/** An unpaid order is closed from its `time_expire` on. */
function expired(order: PayOrder | undefined, now: number): PayOrder | undefined {
  if (order?.state === 'NOTPAY' && order.expiresAt !== undefined && order.expiresAt <= now) order.state = 'CLOSED';
  return order;
}

/** Where a NATIVE order is paid. The real one is `weixin://wxpay/bizpayurl?pr=…`, which only WeChat opens. */
export const codeUrlOf = ({ orderId }: PayOrder, origin: string): string => `${origin}/cashier?order=${orderId}`;

function sameTerms(order: PayOrder, terms: OrderTerms): boolean {
  const keys = ['appId', 'amount', 'description', 'notifyUrl', 'tradeType', 'openid', 'attach'] as const;
  return keys.every((key) => order[key] === terms[key]);
}
