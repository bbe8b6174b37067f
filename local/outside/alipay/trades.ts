import { digits } from '../keys.ts';

/** What a seller asks for. Amounts in fen, times in milliseconds. */
export interface TradeTerms {
  orderId: string;
  amount: number;
  subject: string;
  notifyUrl: string;
  expiresAt?: number;
}

export interface TradeRefund {
  refundId: string;
  amount: number;
  at: number;
}

export interface Trade extends TradeTerms {
  tradeNo: string;
  createdAt: number;
  state: 'WAIT_BUYER_PAY' | 'TRADE_SUCCESS' | 'TRADE_CLOSED';
  /** Set once it is paid. `amount` stays what was ordered. */
  paid?: { amount: number; at: number };
  refunds: TradeRefund[];
}

/** Sub-codes, without their `ACQ.`. */
export type TradeProblem =
  | 'TRADE_NOT_EXIST'
  | 'TRADE_HAS_SUCCESS'
  | 'TRADE_HAS_CLOSE'
  | 'TRADE_STATUS_ERROR'
  | 'CONTEXT_INCONSISTENT'
  | 'DISCORDANT_REPEAT_REQUEST'
  | 'REFUND_AMT_NOT_EQUAL_TOTAL';

/** A seller's trades, in memory. Alipay hears of a trade from the payer's browser: before that there is none. */
export function createTradeBook(now: () => number) {
  const trades = new Map<string, Trade>();

  const find = (orderId: string): Trade | undefined => {
    const trade = trades.get(orderId);
    if (trade?.state === 'WAIT_BUYER_PAY' && trade.expiresAt !== undefined && trade.expiresAt <= now()) trade.state = 'TRADE_CLOSED';
    return trade;
  };

  /** The same terms again are the same trade. */
  const open = (terms: TradeTerms): Trade | TradeProblem => {
    const known = find(terms.orderId);
    if (known === undefined) {
      const trade: Trade = { ...terms, tradeNo: `2026${digits(24)}`, createdAt: now(), state: 'WAIT_BUYER_PAY', refunds: [] };
      trades.set(terms.orderId, trade);
      return find(terms.orderId) ?? trade;
    }
    if (known.state === 'TRADE_SUCCESS') return 'TRADE_HAS_SUCCESS';
    if (known.state === 'TRADE_CLOSED') return 'TRADE_HAS_CLOSE';
    return known.amount === terms.amount && known.subject === terms.subject ? known : 'CONTEXT_INCONSISTENT';
  };

  const close = (orderId: string): Trade | TradeProblem => {
    const trade = find(orderId);
    if (trade === undefined) return 'TRADE_NOT_EXIST';
    if (trade.state !== 'WAIT_BUYER_PAY') return 'TRADE_STATUS_ERROR';
    trade.state = 'TRADE_CLOSED';
    return trade;
  };

  /** The customer pays; `amount` other than what was ordered is for tests of what must never be credited. */
  const pay = (orderId: string, amount?: number): Trade | TradeProblem => {
    const trade = find(orderId);
    if (trade === undefined) return 'TRADE_NOT_EXIST';
    if (trade.state !== 'WAIT_BUYER_PAY') return 'TRADE_STATUS_ERROR';
    trade.state = 'TRADE_SUCCESS';
    trade.paid = { amount: amount ?? trade.amount, at: now() };
    return trade;
  };

  /** The same number again moves nothing: `moved` is false. What was given back whole closes the trade. */
  const refund = (orderId: string, refundId: string, amount: number): { trade: Trade; moved: boolean } | TradeProblem => {
    const trade = find(orderId);
    if (trade === undefined) return 'TRADE_NOT_EXIST';
    if (trade.paid === undefined) return 'TRADE_STATUS_ERROR';
    const known = trade.refunds.find((one) => one.refundId === refundId);
    if (known !== undefined) return known.amount === amount ? { trade, moved: false } : 'DISCORDANT_REPEAT_REQUEST';
    if (givenBack(trade) + amount > trade.paid.amount) return 'REFUND_AMT_NOT_EQUAL_TOTAL';
    trade.refunds.push({ refundId, amount, at: now() });
    if (givenBack(trade) === trade.paid.amount) trade.state = 'TRADE_CLOSED';
    return { trade, moved: true };
  };

  return { find, open, close, pay, refund, all: (): Trade[] => [...trades.values()] };
}

export type TradeBook = ReturnType<typeof createTradeBook>;

export const givenBack = ({ refunds }: Trade): number => refunds.reduce((sum, { amount }) => sum + amount, 0);
